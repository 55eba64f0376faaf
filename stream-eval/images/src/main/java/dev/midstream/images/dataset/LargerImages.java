package dev.midstream.images.dataset;

/**
 * What is done to images that are larger than those that are wanted.
 *
 * @param height that is wanted, in pixels
 * @param width that is wanted, in pixels
 * @param resizing gives images of that size
 */
public record LargerImages(int height, int width, Resizing resizing) {
    /** Returns whether images of a size are at least as large, and not of that very size. */
    public boolean areOf(int otherHeight, int otherWidth) {
        return otherHeight >= height
                && otherWidth >= width
                && (otherHeight > height || otherWidth > width);
    }
}
