package dev.midstream.trainer.training;

import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.data.BatchSource;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.graph.step.StepPlan;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.random.Seed;
import dev.midstream.trainer.subspace.Sampling;

/**
 * All that determines a training run, beside its images.
 *
 * @param batchSize images a step, at least 2
 * @param holdOut what is kept from training to judge it by
 * @param members how many networks, or subspaces, are trained independently
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
        HoldOut holdOut,
        int members,
        long seed) {
    public TrainingPlan {
        if (batchSize < 2) {
            throw new IllegalArgumentException(
                    "Invalid batch size: " + batchSize + ". Use at least 2.");
        }
        checkMembers(members, subspace);
        if (holdOut.patience() > 0 && schedule.decay().averages()) {
            throw new IllegalArgumentException(
                    "Invalid patience: SWA averages weights up to the last epoch. Use --patience"
                            + " without --swa.");
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

    private static void checkMembers(int members, Subspace subspace) {
        if (members < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of members: " + members + ". Use at least 1.");
        }
        if (members > 1 && subspace.endpoints() > 1) {
            throw new IllegalArgumentException(
                    "Invalid number of members: an ensemble is of single networks. Use --subspace"
                            + " point, or a single member.");
        }
    }

    /** What the result is, as a manifest names it. */
    public SubspaceKind kind() {
        return members > 1 ? SubspaceKind.ENSEMBLE : subspace.kind();
    }

    /**
     * One pass over images in the order and with the augmentation that a seed gives. A GPU holds
     * the images and is told where to cut them, for what is sent to it is what it waits for.
     */
    BatchSource batches(LabelledImages images, int limit, Seed order) {
        BatchSource.Form form =
                switch (execution.processor()) {
                    case CPU -> BatchSource.Form.PIXELS;
                    case GPU -> BatchSource.Form.PLACES;
                };
        return new BatchSource(images, limit, batchSize, augmentation, order, form);
    }

    /** What each of its steps computes. */
    StepPlan step() {
        return new StepPlan(
                subspace.endpoints(), sampling.perBatch(), objective, optimiser, normalisation);
    }
}
