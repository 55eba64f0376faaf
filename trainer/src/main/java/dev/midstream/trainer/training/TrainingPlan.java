package dev.midstream.trainer.training;

import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.graph.Execution;
import dev.midstream.trainer.graph.Normalisation;
import dev.midstream.trainer.graph.Optimiser;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.subspace.Subspace;

/**
 * All that determines a training run, beside its images.
 *
 * @param batchSize images a step, at least 2
 * @param seed of the initial weights, the order, the augmentation and the points drawn
 */
public record TrainingPlan(
        Network network,
        Subspace subspace,
        LearningRateSchedule schedule,
        Optimiser optimiser,
        int batchSize,
        Augmentation augmentation,
        Normalisation normalisation,
        Execution execution,
        long seed) {
    public TrainingPlan {
        if (batchSize < 2) {
            throw new IllegalArgumentException(
                    "Invalid batch size: " + batchSize + ". Use at least 2.");
        }
    }
}
