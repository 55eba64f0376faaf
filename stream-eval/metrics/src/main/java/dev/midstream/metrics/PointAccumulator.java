package dev.midstream.metrics;

/**
 * Adds up a point's outcomes, one image at a time, into {@link PointSums}. Not thread-safe: give
 * every thread its own and add their sums.
 */
public final class PointAccumulator {
    private final ClassificationSums.Accumulator classification =
            new ClassificationSums.Accumulator();
    private long wins;
    private long losses;
    private long disagreements;
    private long relabelled;

    /** What is known of an image's observed label. */
    public enum LabelState {
        /** It is the true one, or nothing else is known. */
        AS_GIVEN,
        /** It is not the true one. */
        RELABELLED
    }

    /** Counts one image. */
    public void add(Outcome outcome, LabelState label) {
        classification.add(outcome);
        if (label == LabelState.RELABELLED) {
            relabelled++;
        }
    }

    /** Compares the outcome of an image that was counted with the reference's. */
    public void compare(Outcome outcome, Outcome reference) {
        if (outcome.predicted() == reference.predicted()) {
            return;
        }
        disagreements++;
        if (outcome.correct()) {
            wins++;
        } else if (reference.correct()) {
            losses++;
        }
    }

    /** The sums so far. */
    public PointSums toSums() {
        return new PointSums(
                classification.toSums(), new PairedSums(wins, losses, disagreements), relabelled);
    }
}
