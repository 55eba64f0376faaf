package dev.midstream.metrics.sequence;

/**
 * The accuracy that the images so far had to expect: the mean, over them, of the probability of a
 * correct answer given the images before. Its intervals hold together, however often and in
 * whatever order.
 *
 * <p>With {@code S = correct - sum of probabilities} and the predictions 0, 1/2 and 1 the interval
 * is {@code correct/count -+ s/count}, where {@link Deviations} reach {@code 2/error} at {@code s}.
 * The model's confidence is not allowed as a prediction here: it depends on the image, and how the
 * images differ is part of what makes the accuracy uncertain.
 *
 * <p>With {@code rho = 20} the half-width at 95 % is, in points:
 *
 * <pre>
 * images  accuracy  half-width   best rho   Robbins' beta mixture, random order only
 *    100      70 %       21.62      19.89   14.9
 *  1,000      70 %        5.57       5.54   5.28
 *  1,000      93 %        3.30       3.24   2.95
 * 10,000      70 %        1.82       1.68   1.81
 * 10,000      93 %        0.96       0.94   1.01</pre>
 */
public final class RunningAccuracy {
    /** Narrowest near 200 expected squared deviations: 1,000 images at 70 %. */
    static final double RHO = 20;

    private RunningAccuracy() {}

    /**
     * The interval after {@code correct} of {@code count} images.
     *
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval interval(long correct, long count, double error) {
        if (correct < 0 || correct > count || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d correct of %d at error %s."
                            .formatted(correct, count, error));
        }
        if (count == 0) {
            return Interval.UNIT;
        }
        double s = Deviations.ofConstants(RHO, correct, count).reaching(StrictMath.log(2 / error));
        return Interval.around((double) correct / count, s / count, 0, 1);
    }
}
