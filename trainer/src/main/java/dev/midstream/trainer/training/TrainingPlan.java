package dev.midstream.trainer.training;

import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.graph.Execution;
import dev.midstream.trainer.graph.Normalisation;
import dev.midstream.trainer.graph.Objective;
import dev.midstream.trainer.graph.Optimiser;
import dev.midstream.trainer.graph.StepPlan;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.subspace.Sampling;
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
        Sampling sampling,
        LearningRateSchedule schedule,
        Objective objective,
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
        if (2 * sampling.perBatch() > batchSize) {
            throw new IllegalArgumentException(
                    "Invalid number of samples a batch: "
                            + sampling.perBatch()
                            + ". Use at most half the batch size, "
                            + batchSize / 2
                            + ".");
        }
    }

    /** What each of its steps computes. */
    StepPlan step() {
        return new StepPlan(
                subspace.endpoints(), sampling.perBatch(), objective, optimiser, normalisation);
    }
}
