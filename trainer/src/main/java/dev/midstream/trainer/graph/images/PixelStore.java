package dev.midstream.trainer.graph.images;

/**
 * Images that a graph can hold, so that batches need only name places in them. Known by identity:
 * whoever makes batches of the same images uses the same object.
 */
public interface PixelStore {
    /** All pixels, {@code [images, height, width, channels]}, row-major. */
    byte[] allPixels();
}
