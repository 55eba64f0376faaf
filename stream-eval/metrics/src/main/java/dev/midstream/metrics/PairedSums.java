package dev.midstream.metrics;

import dev.midstream.metrics.sequence.RunningDifference;
import java.util.Optional;

/**
 * Sums over images that two classifiers have both answered: this one and a reference. They can be
 * added in any order and grouping with identical results.
 *
 * @param wins images that only this classifier got right
 * @param losses images that only the reference got right
 * @param disagreements images for which the two predict different classes; every win and loss is
 *     one
 */
public record PairedSums(long wins, long losses, long disagreements) {
    /** The sums of no image. */
    public static final PairedSums EMPTY = new PairedSums(0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative, or fewer disagree than win or lose
     */
    public PairedSums {
        if (wins < 0 || losses < 0 || disagreements < Math.addExact(wins, losses)) {
            throw new IllegalArgumentException(
                    "Cannot compare: %d wins, %d losses and %d disagreements contradict each other."
                            .formatted(wins, losses, disagreements));
        }
    }

    /**
     * The comparison that these sums make.
     *
     * @param count all images that were asked about
     */
    public RunningDifference difference(long count) {
        return new RunningDifference(wins, losses, count);
    }

    /**
     * How much more accurate this classifier is than the reference, on the images so far and in any
     * order.
     *
     * @param count all images that were asked about, at least 1
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     */
    public Estimate estimate(long count, double error) {
        return new Estimate(
                (double) (wins - losses) / count, Optional.of(difference(count).interval(error)));
    }

    /** The p-value of equality on the images so far, in (0, 1]: that of now, valid in any order. */
    public double pValue() {
        return difference(Math.addExact(wins, losses)).pValue();
    }

    /** Evidence against equality on the images so far: natural logarithm of the e-value. */
    public double logEvidence() {
        return difference(Math.addExact(wins, losses)).logEvidence();
    }

    /** The sums of both sets of images. */
    public PairedSums plus(PairedSums other) {
        return new PairedSums(
                Math.addExact(wins, other.wins),
                Math.addExact(losses, other.losses),
                Math.addExact(disagreements, other.disagreements));
    }
}
