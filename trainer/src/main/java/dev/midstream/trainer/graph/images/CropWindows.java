package dev.midstream.trainer.graph.images;

/**
 * Where the images of a batch are cut from.
 *
 * @param numbers four an image: its index, top and left in pixels, and 1 if it is mirrored
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record CropWindows(PixelStore store, long[] numbers) {
    /** Numbers of an image. */
    public static final int LENGTH = 4;
}
