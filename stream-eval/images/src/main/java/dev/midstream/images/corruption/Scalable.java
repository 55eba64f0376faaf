package dev.midstream.images.corruption;

/** Parameters of a corruption that include lengths in pixels. */
public interface Scalable<P> {

    /** Returns the parameters with all their lengths in pixels multiplied by a factor. */
    P scaled(double factor);

    /** Returns a whole number of pixels times a factor, rounded and at least 1. */
    static int pixels(int pixels, double factor) {
        return Math.max(1, (int) Math.rint(pixels * factor));
    }
}
