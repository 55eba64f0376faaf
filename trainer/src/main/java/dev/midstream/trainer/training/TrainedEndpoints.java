package dev.midstream.trainer.training;

/**
 * The result of training.
 *
 * @param theta the endpoints, {@code [endpoints, P]}; of several networks, the endpoints of each
 */
@SuppressWarnings("ArrayRecordComponent") // Large and never compared.
public record TrainedEndpoints(float[][] theta, History history) {}
