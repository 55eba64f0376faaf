package dev.midstream.images.imaging;

/**
 * An affine warp as OpenCV's warpAffine computes it: bilinear, with positions rounded to 1/32 of a
 * pixel and the image mirrored about its edge pixels.
 *
 * <p>The map takes the output position (x, y) to the source position {@code (xx*x + xy*y + x0, yx*x
 * + yy*y + y0)}.
 */
public record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

    private static final int POSITION_BITS = 10;
    private static final int FRACTION_BITS = 5;
    private static final int FRACTIONS = 1 << FRACTION_BITS;
    private static final double POSITION_SCALE = 1 << POSITION_BITS;
    private static final int HALF_FRACTION = 1 << (POSITION_BITS - FRACTION_BITS - 1);

    /**
     * Returns the warp that maps three points to three others.
     *
     * @param from x and y of each point
     * @param to x and y of each point
     */
    public static Affine moving(float[] from, float[] to) {
        // Computes the inverse map, from the new points to the old ones.
        double ax = to[2] - (double) to[0];
        double ay = to[3] - (double) to[1];
        double bx = to[4] - (double) to[0];
        double by = to[5] - (double) to[1];
        double area = ax * by - bx * ay;
        if (area == 0) {
            // The new points are collinear, so there is no inverse; OpenCV shows one pixel
            // everywhere.
            return new Affine(0, 0, 0, 0, 0, 0);
        }
        double cx = from[2] - (double) from[0];
        double cy = from[3] - (double) from[1];
        double dx = from[4] - (double) from[0];
        double dy = from[5] - (double) from[1];
        double xx = (cx * by - dx * ay) / area;
        double xy = (dx * ax - cx * bx) / area;
        double yx = (cy * by - dy * ay) / area;
        double yy = (dy * ax - cy * bx) / area;
        return new Affine(
                xx,
                xy,
                from[0] - xx * to[0] - xy * to[1],
                yx,
                yy,
                from[1] - yx * to[0] - yy * to[1]);
    }

    /** Warps {@code [height, width, channels]}. */
    public float[] warp(float[] values, int height, int width, int channels) {
        float[] warped = new float[values.length];
        int stride = width * channels;
        int target = 0;
        for (int y = 0; y < height; y++) {
            int rowX = (int) Math.rint((xy * y + x0) * POSITION_SCALE) + HALF_FRACTION;
            int rowY = (int) Math.rint((yy * y + y0) * POSITION_SCALE) + HALF_FRACTION;
            for (int x = 0; x < width; x++) {
                int sourceX =
                        rowX + (int) Math.rint(xx * x * POSITION_SCALE)
                                >> (POSITION_BITS - FRACTION_BITS);
                int sourceY =
                        rowY + (int) Math.rint(yx * x * POSITION_SCALE)
                                >> (POSITION_BITS - FRACTION_BITS);
                int column = sourceX >> FRACTION_BITS;
                int row = sourceY >> FRACTION_BITS;
                float across = (float) (sourceX & (FRACTIONS - 1)) / FRACTIONS;
                float down = (float) (sourceY & (FRACTIONS - 1)) / FRACTIONS;
                int left = Border.MIRROR.index(column, width) * channels;
                int right = Border.MIRROR.index(column + 1, width) * channels;
                int top = Border.MIRROR.index(row, height) * stride;
                int bottom = Border.MIRROR.index(row + 1, height) * stride;
                float topLeft = (1 - down) * (1 - across);
                float topRight = (1 - down) * across;
                float bottomLeft = down * (1 - across);
                float bottomRight = down * across;
                for (int channel = 0; channel < channels; channel++) {
                    warped[target++] =
                            values[top + left + channel] * topLeft
                                    + values[top + right + channel] * topRight
                                    + values[bottom + left + channel] * bottomLeft
                                    + values[bottom + right + channel] * bottomRight;
                }
            }
        }
        return warped;
    }
}
