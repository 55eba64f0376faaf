package dev.midstream.images.imaging;

/** One channel of real numbers, {@code [height, width]} in row-major order. */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Plane(int height, int width, double[] values) {

    /**
     * Enlarges the centre by a factor of at least 1, bilinearly with aligned corner pixels; the
     * result has the size of this plane.
     */
    public Plane zoomed(double factor) {
        ZoomAxis rows = ZoomAxis.of(height, factor);
        ZoomAxis columns = ZoomAxis.of(width, factor);
        double[] zoomed = new double[values.length];
        int target = 0;
        for (int y = 0; y < height; y++) {
            int top = rows.lower()[y] * width;
            int bottom = rows.upper()[y] * width;
            double down = rows.fraction()[y];
            for (int x = 0; x < width; x++) {
                int left = columns.lower()[x];
                int right = columns.upper()[x];
                double across = columns.fraction()[x];
                double upper = ZoomAxis.mixed(values[top + left], values[top + right], across);
                double lower =
                        ZoomAxis.mixed(values[bottom + left], values[bottom + right], across);
                zoomed[target++] = ZoomAxis.mixed(upper, lower, down);
            }
        }
        return new Plane(height, width, zoomed);
    }
}
