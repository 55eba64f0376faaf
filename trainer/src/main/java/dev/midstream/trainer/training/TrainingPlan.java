package dev.midstream.trainer.training;

import dev.midstream.engine.Processor;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.data.BatchSource;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.images.ImageSource;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.step.StepPlan;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.Network;
import dev.midstream.trainer.random.Seed;
import dev.midstream.trainer.recipe.LearningRateSchedule;
import dev.midstream.trainer.recipe.Recipe;

/**
 * A recipe for the images of a data set: everything that determines a training run except the
 * images themselves.
 *
 * @param execution what computes, and in which number format
 */
public record TrainingPlan(
        Recipe recipe,
        Network network,
        Augmentation augmentation,
        Normalisation normalisation,
        Execution execution) {
    /**
     * Fits a recipe to a data set.
     *
     * @param input the shape of its images
     * @throws IllegalArgumentException if it does not fit, with a message that says how
     */
    public static TrainingPlan of(
            Recipe recipe, String dataset, int classes, ImageShape input, Execution execution) {
        return new TrainingPlan(
                recipe,
                recipe.network().network(classes),
                recipe.batches().augmentation(input),
                Normalisation.of(dataset),
                execution);
    }

    /** The same plan, computed in another way. */
    public TrainingPlan on(Execution other) {
        return new TrainingPlan(recipe, network, augmentation, normalisation, other);
    }

    /** The subspace that is learnt; of an ensemble, that of a single network. */
    public Subspace subspace() {
        return recipe.subspace().subspace();
    }

    /** How many networks are trained independently. */
    public int members() {
        return recipe.subspace().members();
    }

    /** The learning rate of every step. */
    public LearningRateSchedule schedule() {
        return recipe.optimisation().schedule();
    }

    /** Images a step. */
    public int batchSize() {
        return recipe.batches().size();
    }

    /** The number of held-out images among {@code images}. */
    public int heldOut(int images) {
        return recipe.holdOut().images(images);
    }

    /** Epochs without a better one after which training ends early; 0 never ends it. */
    public int patience() {
        return recipe.holdOut().patience();
    }

    /** The seed of every random choice. */
    public long seed() {
        return recipe.seed();
    }

    /**
     * One pass over images in the order and with the augmentation that a seed gives. On a GPU, the
     * images stay in its memory and a batch only has the crop windows, since steps would otherwise
     * wait for the transfer of their images.
     */
    BatchSource batches(LabelledImages images, int limit, Seed order) {
        BatchSource.Form form =
                switch (source(images)) {
                    case FED -> BatchSource.Form.PIXELS;
                    case RESIDENT -> BatchSource.Form.CROPS;
                };
        return new BatchSource(images, limit, batchSize(), augmentation, order, form);
    }

    /** Where a graph has these images from. */
    ImageSource source(LabelledImages images) {
        return execution.processor() == Processor.GPU && images.canBeCroppedByIndex(augmentation)
                ? ImageSource.RESIDENT
                : ImageSource.FED;
    }

    /** The computation of each step. */
    StepPlan step() {
        return new StepPlan(
                subspace().endpoints(),
                recipe.subspace().sampling().perBatch(),
                recipe.optimisation().objective(),
                recipe.optimisation().optimiser(),
                normalisation);
    }
}
