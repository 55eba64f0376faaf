package dev.midstream.images.imaging;

/**
 * An axis of an image whose centre is enlarged bilinearly with aligned corner pixels and cropped to
 * the original size: the two source positions of every position.
 *
 * @param lower the source positions before
 * @param upper the source positions after
 * @param fraction the weights of the positions after
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ZoomAxis(int[] lower, int[] upper, double[] fraction) {

    /**
     * Returns the axis of an enlargement.
     *
     * @param size of the axis, in pixels
     * @param factor at least 1
     */
    public static ZoomAxis of(int size, double factor) {
        int cropped = (int) Math.ceil(size / factor);
        int start = (size - cropped) / 2;
        // Rounds half to even.
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
        return new ZoomAxis(lower, upper, fraction);
    }

    public static double mixed(double a, double b, double fraction) {
        return a * (1 - fraction) + b * fraction;
    }
}
