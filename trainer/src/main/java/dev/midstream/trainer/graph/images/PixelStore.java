package dev.midstream.trainer.graph.images;

/**
 * Images that a graph can keep in the memory of its device, so that a batch consists of crop
 * windows alone. Stores are compared by identity: all batches of the same images use the same
 * object.
 */
public interface PixelStore {
    /** All pixels, {@code [images, height, width, channels]}, row-major. */
    byte[] allPixels();
}
