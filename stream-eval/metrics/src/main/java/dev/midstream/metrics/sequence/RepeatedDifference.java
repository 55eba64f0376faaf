package dev.midstream.metrics.sequence;

/**
 * Two classifiers that were compared on the same images several times: under several severities,
 * say, or with several training seeds.
 *
 * <p>What an image says once it is apt to say again, so that its comparisons are not so many
 * images. Here an image counts once: {@code d} in [-1, 1] is its wins less its losses, divided by
 * the number of its comparisons. With {@code X = (d+1)/2} and the prediction 1/2, {@code S = sum
 * d/2} under equality and {@code V = sum d^2/4}; {@link RunningDifference} is the case of one
 * comparison, and says what e-value and p-value mean.
 *
 * <p>The sums can be added in any order and grouping with identical results.
 *
 * @param sum of the images' wins less losses
 * @param squares sum of the squares of the images' wins less losses
 * @param comparisons of each image, at least 1
 */
public record RepeatedDifference(long sum, long squares, int comparisons) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public RepeatedDifference {
        // Whole numbers: the square of each is at least the number itself.
        if (comparisons < 1 || squares < 0 || Math.abs((double) sum) > squares) {
            throw new IllegalArgumentException(
                    "Cannot compare: differences with the sum %d and squares with the sum %d in %d comparisons."
                            .formatted(sum, squares, comparisons));
        }
    }

    /** Evidence against equality so far: natural logarithm of the e-value. */
    public double logEvidence() {
        double s = Math.abs((double) sum) / comparisons / 2;
        double v = (double) squares / comparisons / comparisons / 4;
        return Deviations.of(RunningDifference.RHO, v).logEvidence(s) - StrictMath.log(2);
    }

    /** The p-value of equality so far, in (0, 1]. */
    public double pValue() {
        double p = StrictMath.exp(-logEvidence());
        return Math.min(1, Math.max(p, Double.MIN_VALUE));
    }
}
