package dev.midstream.metrics;

/**
 * An always-valid confidence interval of an expected calibration error: however often the stream is
 * looked at, all intervals seen hold the true error together with probability {@code 1 - error}.
 * The true error is that with the probability of a correct answer in place of every answer.
 *
 * <p>Measured and true error of {@code n} images differ by at most the largest {@code |S|/n}, where
 * {@code S} adds up (answer less its probability), with one sign for each bin. For given signs
 * {@code exp(S^2 / (2(V+r))) sqrt(r / (V+r))} with {@code V = n/4} is a supermartingale (Robbins'
 * normal mixture, with the sub-Gaussian bound of answers that are right or wrong: Howard, Ramdas,
 * McAuliffe and Sekhon 2021, "Time-uniform, nonparametric, nonasymptotic confidence sequences"). So
 * is its mean over all signs of the {@code k} bins that hold images, of which {@code 2^(k-1)}
 * differ; Ville's inequality bounds it, and with it the difference:
 *
 * <pre>n radius = sqrt((V + r) (log(1 + V/r) + 2 (k-1) log 2 + 2 log(1/error)))</pre>
 *
 * <p>Measured errors are too large on average, by chance in every bin; the interval allows for it.
 */
public final class CalibrationInterval {
    private static final double VARIANCE = 0.25;
    // Best after some hundred images.
    private static final double MIXTURE = 100 * VARIANCE;

    private CalibrationInterval() {}

    /**
     * The interval, in [0, 1], after {@code count} images.
     *
     * @param ece the measured expected calibration error, in [0, 1]
     * @param occupiedBins how many bins hold images
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval of(double ece, int occupiedBins, long count, double error) {
        if (!(ece >= 0 && ece <= 1)
                || occupiedBins < 0
                || count < occupiedBins
                || (occupiedBins == 0) != (count == 0)
                || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: ECE %s of %d images in %d bins at error %s."
                            .formatted(ece, count, occupiedBins, error));
        }
        if (count == 0) {
            return Interval.UNIT;
        }
        double variance = VARIANCE * count;
        double signs = (occupiedBins - 1) * StrictMath.log(2);
        double exponent =
                StrictMath.log1p(variance / MIXTURE) + 2 * (signs - StrictMath.log(error));
        double radius = Math.sqrt((variance + MIXTURE) * exponent) / count;
        return new Interval(Math.max(0, ece - radius), Math.min(1, ece + radius));
    }
}
