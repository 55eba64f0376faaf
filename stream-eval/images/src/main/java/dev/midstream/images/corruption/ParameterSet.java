package dev.midstream.images.corruption;

/**
 * The image sizes that the reference defines severities for: CIFAR-10-C, Tiny-ImageNet-C and
 * ImageNet-C.
 */
public enum ParameterSet {
    PIXELS_32(32),
    PIXELS_64(64),
    PIXELS_224(224);

    private final int side;

    ParameterSet(int side) {
        this.side = side;
    }

    /** Rows and columns of the images the set was made for. */
    public int side() {
        return side;
    }

    /**
     * Returns the set whose side is nearest to an image's, as a ratio: radii are in pixels, so half
     * the size doubles an effect. The side of an image that is not square is the geometric mean.
     */
    public static ParameterSet forSize(int height, int width) {
        double logSide = Math.log((double) height * width) / 2;
        ParameterSet nearest = PIXELS_32;
        for (ParameterSet set : values()) {
            if (Math.abs(Math.log(set.side) - logSide)
                    < Math.abs(Math.log(nearest.side) - logSide)) {
                nearest = set;
            }
        }
        return nearest;
    }
}
