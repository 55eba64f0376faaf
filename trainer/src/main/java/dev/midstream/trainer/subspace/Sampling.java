package dev.midstream.trainer.subspace;

/**
 * How the points of a training step are drawn.
 *
 * @param span what shares a draw
 * @param perBatch points a step; the batch is cut into as many slices, one for each
 */
public record Sampling(Span span, int perBatch) {
    /** One draw a batch, for the whole network. */
    public static final Sampling REFERENCE = new Sampling(Span.NETWORK, 1);

    /** What shares a draw. */
    public enum Span {
        /** All modules. */
        NETWORK,
        /** Every convolution and every batch norm has one of its own. */
        MODULE
    }

    public Sampling {
        if (perBatch < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of samples a batch: " + perBatch + ". Use at least 1.");
        }
    }
}
