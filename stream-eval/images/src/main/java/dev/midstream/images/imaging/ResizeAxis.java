package dev.midstream.images.imaging;

/**
 * The source pixels and weights of each pixel of a resized image along one axis: a triangle filter
 * whose support grows with the reduction to avoid aliasing, in 22-bit fixed point. Pillow calls it
 * bilinear.
 */
public final class ResizeAxis {
    static final int PRECISION = 22;

    private final int[] first;
    private final int[][] weights;

    private ResizeAxis(int[] first, int[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * Resizes {@code length} pixels from {@code offset} on to {@code resized} pixels.
     *
     * @throws IllegalArgumentException if a length is below 1, or the offset below 0
     */
    public static ResizeAxis of(int offset, int length, int resized) {
        return part(offset, length, resized, 0, resized);
    }

    /** Like {@link #of}, but only the {@code kept} resized pixels from {@code start} on. */
    public static ResizeAxis part(int offset, int length, int resized, int start, int kept) {
        if (offset < 0 || length < 1 || resized < 1 || start < 0 || start + kept > resized) {
            throw new IllegalArgumentException(
                    "Invalid resize of " + length + " pixels from " + offset + " to " + resized);
        }
        double scale = (double) length / resized;
        double support = Math.max(scale, 1);
        int[] first = new int[kept];
        int[][] weights = new int[kept][];
        for (int i = 0; i < kept; i++) {
            double centre = (start + i + 0.5) * scale;
            int begin = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(length, (int) (centre + support + 0.5));
            weights[i] = weights(begin, end, centre, support);
            first[i] = offset + begin;
        }
        return new ResizeAxis(first, weights);
    }

    private static int[] weights(int first, int end, double centre, double support) {
        double[] triangle = new double[end - first];
        double sum = 0;
        double inverse = 1 / support;
        for (int k = 0; k < triangle.length; k++) {
            double distance = Math.abs((k + first - centre + 0.5) * inverse);
            triangle[k] = distance < 1 ? 1 - distance : 0;
            sum += triangle[k];
        }
        int[] weights = new int[triangle.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (int) (0.5 + triangle[k] / sum * (1 << PRECISION));
        }
        return weights;
    }

    int length() {
        return first.length;
    }

    /** The first source pixel of a resized pixel. */
    int first(int index) {
        return first[index];
    }

    /** The weights of the source pixels from the first on. */
    int[] weights(int index) {
        return weights[index];
    }

    /** The first pixel after the last source pixel. */
    int end() {
        int last = first.length - 1;
        return first[last] + weights[last].length;
    }
}
