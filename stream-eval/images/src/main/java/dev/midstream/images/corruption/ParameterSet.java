package dev.midstream.images.corruption;

/**
 * The image sizes that the reference defines severities for: CIFAR-10-C, Tiny-ImageNet-C and
 * ImageNet-C.
 *
 * <p>Images of another size take the set whose side is nearest to theirs by ratio, with all lengths
 * in pixels (radii, displacements, the scale of a texture) multiplied by the ratio of the sides, so
 * that a 28-pixel image looks like a reduced 32-pixel one. Integer lengths are rounded to at least
 * 1. The side of an image that is not square is the geometric mean of its height and width. Such
 * results follow no published data set.
 */
public enum ParameterSet {
    PIXELS_32(32),
    PIXELS_64(64),
    PIXELS_224(224);

    private final int side;

    ParameterSet(int side) {
        this.side = side;
    }

    /** The rows and columns of the images that the set was made for. */
    public int side() {
        return side;
    }

    /**
     * The title of the parameters for images of a size: {@code 32 pixels}, or {@code 32 pixels,
     * scaled to 28 x 28}.
     */
    public static String title(int height, int width) {
        String name = forSize(height, width).side + " pixels";
        return isPublished(height, width)
                ? name
                : "%s, scaled to %d x %d".formatted(name, height, width);
    }

    /** Whether a set was made for images of exactly that size. */
    public static boolean isPublished(int height, int width) {
        int side = forSize(height, width).side;
        return height == side && width == side;
    }

    /** Returns the set whose side is nearest to an image's by ratio. */
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

    /**
     * Returns the factor of lengths in pixels for an image; exactly 1 for the size the set was made
     * for.
     */
    public double factor(int height, int width) {
        return Math.sqrt((double) height * width) / side;
    }
}
