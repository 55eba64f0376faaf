package dev.midstream.trainer.graph.images;

import dev.midstream.trainer.network.ImageShape;
import java.util.Optional;

/**
 * Images and labels that go through the network together: the images' pixels, or where a graph is
 * to cut them from images that it holds.
 *
 * @param pixels {@code [labels.length, height, width, channels]}, row-major; none if there are
 *     places
 * @param labels {@code [batch]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record Batch(byte[] pixels, Optional<Places> places, int[] labels, ImageShape shape) {
    public Batch {
        int bytes = places.isPresent() ? 0 : labels.length * shape.size();
        if (pixels.length != bytes) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + pixels.length + " bytes for " + labels.length + " images");
        }
        if (places.isPresent() && places.get().numbers().length != labels.length * Places.LENGTH) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + labels.length + " images, and not as many places");
        }
    }

    /** Images by their pixels. */
    public Batch(byte[] pixels, int[] labels, ImageShape shape) {
        this(pixels, Optional.empty(), labels, shape);
    }

    /** Images by their places. */
    public Batch(Places places, int[] labels, ImageShape shape) {
        this(new byte[0], Optional.of(places), labels, shape);
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }
}
