package dev.midstream.trainer.export.frozen;

/**
 * One network of a subspace, ready to be frozen.
 *
 * @param id the point's name, which is also that of its signature
 * @param weights {@code [P]}
 * @param statistics what its batch norms normalise by
 */
@SuppressWarnings("ArrayRecordComponent") // Large and never compared.
public record PointWeights(String id, float[] weights, BatchNormStatistics statistics) {}
