package dev.midstream.metrics.sequence;

/**
 * Two classifiers on the same images: which is ahead on the images so far, and by how much.
 *
 * <p>An image is a win (+1) if only the first classifier is right, a loss (-1) if only the second
 * is, and a tie (0) otherwise. What the images so far had to expect is the mean of the conditional
 * means of these, given the images before. With {@code X = (d+1)/2} and the prediction 1/2, {@code
 * S = (wins - losses)/2} under equality and {@code V = (wins + losses)/4} (Choe and Ramdas 2023,
 * "Comparing sequential forecasters", for losses of any kind; here with {@link Deviations}).
 *
 * <p>The e-value is half of {@code m} for the tail that the difference points to. It is no larger
 * than the mean of both tails, by less than 1/2, and holds for the direction too: under whatever
 * rule of stopping, "the first is ahead" is said falsely with probability {@code level} at most, as
 * is its opposite. The p-value is {@code min(1, 1/e)}. It is that of now: the mean moves with the
 * images, so the smallest p-value seen so far is none.
 *
 * <p>With {@code rho = 5}, two-sided 5 % takes 40 wins of 50 discordant images, 69 of 100, 289 of
 * 500, 1,078 of 2,000; with 20 it cannot be reached.
 *
 * @param wins images that only the first classifier got right
 * @param losses images that only the second got right
 * @param count all images that both were asked about
 */
public record RunningDifference(long wins, long losses, long count) {
    static final double RHO = 5;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public RunningDifference {
        if (wins < 0 || losses < 0 || count < Math.addExact(wins, losses)) {
            throw new IllegalArgumentException(
                    "Cannot compare: %d wins and %d losses of %d images."
                            .formatted(wins, losses, count));
        }
    }

    /** Evidence against equality so far: natural logarithm of the e-value. */
    public double logEvidence() {
        return once().logEvidence();
    }

    /** The p-value of equality so far, in (0, 1]. */
    public double pValue() {
        return once().pValue();
    }

    /**
     * The interval of the difference in accuracy so far, first less second, in [-1, 1]. It leaves
     * out 0 when {@link #pValue} is below {@code error}.
     *
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     */
    public Interval interval(double error) {
        if (!(error > 0 && error < 1)) {
            throw new IllegalArgumentException("Cannot compute an interval at error " + error);
        }
        if (count == 0) {
            return new Interval(-1, 1);
        }
        double s = deviations().reaching(StrictMath.log(2 / error));
        double difference = ((double) wins - losses) / count;
        return Interval.around(difference, 2 * s / count, -1, 1);
    }

    private RepeatedDifference once() {
        return new RepeatedDifference(wins - losses, Math.addExact(wins, losses), 1);
    }

    private Deviations deviations() {
        return Deviations.of(RHO, (wins + losses) / 4.0);
    }
}
