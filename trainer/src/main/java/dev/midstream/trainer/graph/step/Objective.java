package dev.midstream.trainer.graph.step;

/**
 * What a training step minimises, apart from weight decay: the mean cross-entropy of a batch, and
 * beta times the squared cosine between two endpoints.
 *
 * @param beta from 0; factor of the regulariser
 * @param labelSmoothing from 0, below 1: the loss is {@code (1 - s) L + s M}, where L is the
 *     cross-entropy with the label, and M the mean of that with every class (Szegedy et al. 2016,
 *     "Rethinking the Inception Architecture for Computer Vision", section 7)
 * @param dropout from 0, below 1: the share of values dropped at the end of residual branches
 */
public record Objective(double beta, double labelSmoothing, double dropout) {
    /** That of the reference recipe. */
    public static final Objective REFERENCE = new Objective(1, 0, 0);

    public Objective {
        checkNotNegative("beta", beta);
        checkShare("label smoothing", labelSmoothing);
        checkShare("dropout", dropout);
    }

    private static void checkShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + value + ". Use a number from 0, below 1.");
        }
    }

    static void checkNotNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + value + ". Use a number from 0.");
        }
    }
}
