package dev.midstream.trainer.graph.images;

import dev.midstream.trainer.network.ImageShape;
import java.util.Optional;

/**
 * Images and labels that pass through the network together. The images are either pixels, or crop
 * windows in images that the graph has in the memory of its device.
 *
 * @param pixels {@code [labels.length, height, width, channels]}, row-major; none if there are
 *     windows
 * @param labels {@code [batch]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record Batch(byte[] pixels, Optional<CropWindows> windows, int[] labels, ImageShape shape) {
    public Batch {
        int bytes = windows.isPresent() ? 0 : labels.length * shape.size();
        if (pixels.length != bytes) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + pixels.length + " bytes for " + labels.length + " images");
        }
        if (windows.isPresent()
                && windows.get().numbers().length != labels.length * CropWindows.LENGTH) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + labels.length + " images, and not as many windows");
        }
    }

    /** A batch of pixels. */
    public Batch(byte[] pixels, int[] labels, ImageShape shape) {
        this(pixels, Optional.empty(), labels, shape);
    }

    /** A batch of crop windows. */
    public Batch(CropWindows windows, int[] labels, ImageShape shape) {
        this(new byte[0], Optional.of(windows), labels, shape);
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }
}
