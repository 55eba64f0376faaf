package dev.midstream.trainer.graph.images;

/**
 * The crop windows of a batch.
 *
 * @param numbers four per image: its index, top and left in pixels, and 1 if it is mirrored, 0 if
 *     not
 */
@SuppressWarnings("ArrayRecordComponent") // Handed straight to TensorFlow, never compared.
public record CropWindows(PixelStore store, long[] numbers) {
    /** How many numbers describe a window. */
    public static final int LENGTH = 4;
}
