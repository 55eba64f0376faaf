package dev.midstream.metrics.sequence;

/**
 * How far confidence and accuracy are apart on the images so far, where the accuracy of an image is
 * the probability of a correct answer given the images before <em>and this image's confidence</em>.
 *
 * <p>For this the confidence itself is an allowed prediction, and {@code V = sum of (hit -
 * confidence)^2}, the smallest for a classifier that is anywhere near calibrated. {@link
 * Deviations} decrease in {@code V}, so an upper bound of it is allowed too.
 *
 * <ul>
 *   <li>The signed gap, mean confidence less accuracy, lies within {@code s/count} of the measured
 *       one, where {@code m(s, V) = 2/error}.
 *   <li>Measured and true expected calibration error differ by at most the largest {@code S/count}
 *       where {@code S} adds up (hit less its probability) with one sign for each bin. Signs do not
 *       change {@code V}. The mean of {@code m} over the signs of the {@code k} bins that hold
 *       images is a supermartingale, so {@code m(s, V) = 2^k / error} gives the radius. Measured
 *       errors are too large on average, by chance in every bin; the interval allows for it.
 *   <li>A bin's accuracy is an average of the same kind over the images of that bin; the intervals
 *       of all {@code b} bins hold together where each has {@code error/b}.
 * </ul>
 *
 * <p>With {@code rho = 5} the half-widths at 95 % are, in points, for mean squared residuals of
 * 0.055 (a cell of 93 %) and 0.17 (70 %):
 *
 * <pre>
 * images   gap, 0.055   gap, 0.17   ECE of 12 bins, 0.055   with 0.17
 *    100        11.03       15.73                    23.4        30.7
 *  1,000         2.59        4.48                    4.63        7.48
 * 10,000         0.82        1.48                    1.29        2.25</pre>
 */
public final class RunningCalibration {
    /** Narrowest near 50 squared residuals for the gap, near 130 for an error of 12 bins. */
    static final double RHO = 5;

    private RunningCalibration() {}

    /**
     * The interval of the signed gap, mean confidence less accuracy, in [-1, 1].
     *
     * @param gap the measured gap: (sum of confidences - correct) / count
     * @param squaredResiduals sum of {@code (hit - confidence)^2}, or an upper bound of it
     * @param count how many images
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval gap(double gap, double squaredResiduals, long count, double error) {
        check(Math.abs(gap), squaredResiduals, count, error);
        return count == 0
                ? new Interval(-1, 1)
                : Interval.around(gap, radius(squaredResiduals, count, 1, error), -1, 1);
    }

    /**
     * The interval of the expected calibration error, in [0, 1].
     *
     * @param ece the measured error
     * @param occupiedBins how many bins hold images
     * @param squaredResiduals sum of {@code (hit - confidence)^2}, or an upper bound of it
     * @param count how many images
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval ece(
            double ece, int occupiedBins, double squaredResiduals, long count, double error) {
        check(ece, squaredResiduals, count, error);
        if (occupiedBins < 0 || count < occupiedBins || (occupiedBins == 0) != (count == 0)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d images in %d bins."
                            .formatted(count, occupiedBins));
        }
        return count == 0
                ? Interval.UNIT
                : Interval.around(ece, radius(squaredResiduals, count, occupiedBins, error), 0, 1);
    }

    /**
     * The interval of the accuracy of one of several reliability bins, in [0, 1].
     *
     * @param correct correct answers in the bin
     * @param squaredResiduals sum of {@code (hit - confidence)^2} in the bin, or an upper bound
     * @param count images in the bin
     * @param bins how many bins there are, occupied or not
     * @param error probability in (0, 1) that any bin's sequence ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval bin(
            long correct, double squaredResiduals, long count, int bins, double error) {
        if (correct < 0 || correct > count || bins < 1) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d correct of %d in one of %d bins."
                            .formatted(correct, count, bins));
        }
        check(0, squaredResiduals, count, error);
        return count == 0
                ? Interval.UNIT
                : Interval.around(
                        (double) correct / count,
                        radius(squaredResiduals, count, 1, error / bins),
                        0,
                        1);
    }

    private static double radius(double variance, long count, int signs, double error) {
        double threshold = signs * StrictMath.log(2) - StrictMath.log(error);
        return Deviations.of(RHO, variance).reaching(threshold) / count;
    }

    private static void check(double size, double variance, long count, double error) {
        if (!(size >= 0 && size <= 1)
                || count < 0
                || !(variance >= 0 && variance <= count)
                || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %s of %d images with squared residuals of %s at error %s."
                            .formatted(size, count, variance, error));
        }
    }
}
