package dev.midstream.trainer.graph;

import dev.midstream.trainer.network.ImageShape;

/**
 * Images and labels that go through the network together: the images' pixels, or where their pixels
 * are to be cut from images that the graph {@linkplain TrainingGraph#hold holds}.
 *
 * @param pixels {@code [labels.length, height, width, channels]}, row-major; empty if there are
 *     places
 * @param places {@code [labels.length, 4]}: index, top and left in pixels, and 1 if mirrored; empty
 *     if there are pixels
 * @param labels {@code [batch]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record Batch(byte[] pixels, long[] places, int[] labels, ImageShape shape) {
    /** Numbers of a place. */
    static final int PLACE = 4;

    public Batch {
        boolean whole =
                places.length == 0
                        ? pixels.length == labels.length * shape.size()
                        : pixels.length == 0 && places.length == labels.length * PLACE;
        if (!whole) {
            throw new IllegalArgumentException(
                    "Invalid batch: "
                            + pixels.length
                            + " bytes and "
                            + places.length
                            + " numbers of places for "
                            + labels.length
                            + " images");
        }
    }

    /** Images by their pixels. */
    public Batch(byte[] pixels, int[] labels, ImageShape shape) {
        this(pixels, new long[0], labels, shape);
    }

    /** Images by their places. */
    public static Batch placed(long[] places, int[] labels, ImageShape shape) {
        return new Batch(new byte[0], places, labels, shape);
    }

    /** Whether the images are given by their places. */
    boolean isPlaced() {
        return places.length > 0;
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }
}
