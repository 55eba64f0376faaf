package dev.midstream.trainer.export.frozen;

/**
 * One network of a subspace, ready to be frozen.
 *
 * @param id the point's name, which is also that of its signature
 * @param parameters {@code [P]}
 * @param statistics the statistics that its batch norms normalise by
 */
@SuppressWarnings("ArrayRecordComponent") // Large and never compared.
public record PointParameters(String id, float[] parameters, BatchNormStatistics statistics) {}
