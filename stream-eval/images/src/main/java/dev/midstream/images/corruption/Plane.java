package dev.midstream.images.corruption;

/** One channel of real numbers, {@code [height, width]} in row-major order. */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Plane(int height, int width, double[] values) {

    static Plane noise(int height, int width, double mean, double deviation, Draws draws) {
        double[] values = new double[height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = draws.normal(mean, deviation);
        }
        return new Plane(height, width, values);
    }

    /**
     * Enlarges the middle by a factor of at least 1, bilinearly with the corner pixels on corner
     * pixels; the result has the size of this plane.
     */
    Plane zoomed(double factor) {
        Axis rows = Axis.of(height, factor);
        Axis columns = Axis.of(width, factor);
        double[] zoomed = new double[values.length];
        int target = 0;
        for (int y = 0; y < height; y++) {
            int top = rows.lower[y] * width;
            int bottom = rows.upper[y] * width;
            double down = rows.fraction[y];
            for (int x = 0; x < width; x++) {
                int left = columns.lower[x];
                int right = columns.upper[x];
                double across = columns.fraction[x];
                double upper = mixed(values[top + left], values[top + right], across);
                double lower = mixed(values[bottom + left], values[bottom + right], across);
                zoomed[target++] = mixed(upper, lower, down);
            }
        }
        return new Plane(height, width, zoomed);
    }

    private static double mixed(double a, double b, double fraction) {
        return a * (1 - fraction) + b * fraction;
    }

    /** The two source positions of every output position of an enlarged axis, and their mixture. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Axis(int[] lower, int[] upper, double[] fraction) {

        static Axis of(int size, double factor) {
            int cropped = (int) Math.ceil(size / factor);
            int start = (size - cropped) / 2;
            // Halves round to even.
            int enlarged = (int) Math.rint(cropped * factor);
            int trim = (enlarged - size) / 2;
            int[] lower = new int[size];
            int[] upper = new int[size];
            double[] fraction = new double[size];
            double step = enlarged > 1 ? (cropped - 1) / (double) (enlarged - 1) : 0;
            for (int i = 0; i < size; i++) {
                double source = (i + trim) * step;
                int below = Math.min((int) source, cropped - 1);
                lower[i] = start + below;
                upper[i] = start + Math.min(below + 1, cropped - 1);
                fraction[i] = source - below;
            }
            return new Axis(lower, upper, fraction);
        }
    }
}
