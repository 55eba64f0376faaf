package dev.midstream.trainer.graph.step;

/**
 * Mean and unbiased variance, over one batch, of every channel that a batch norm normalises.
 *
 * @param means {@code [channels of all batch norms]}, in the layout's order
 * @param variances in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // Summed at once, never compared.
public record BatchMoments(float[] means, float[] variances) {}
