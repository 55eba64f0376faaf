package dev.midstream.trainer.graph;

import dev.midstream.trainer.network.ImageShape;

/**
 * Images and labels that go through the network together.
 *
 * @param pixels {@code [labels.length, height, width, channels]}, row-major
 * @param labels {@code [batch]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record Batch(byte[] pixels, int[] labels, ImageShape shape) {
    public Batch {
        if (pixels.length != labels.length * shape.size()) {
            throw new IllegalArgumentException(
                    "Invalid batch: " + pixels.length + " bytes for " + labels.length + " images");
        }
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }
}
