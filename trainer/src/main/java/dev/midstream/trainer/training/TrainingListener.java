package dev.midstream.trainer.training;

import dev.midstream.trainer.graph.step.StepResult;

/** Is told how a training run goes on. */
public interface TrainingListener {
    /** A run goes on after an interruption before which it had seen so many images. */
    default void resumed(long images) {}

    /** A step was taken; {@code epoch} counts from 0. */
    void trained(int epoch, int images, StepResult result);

    /** An epoch has ended. */
    void epochEnded(EpochRecord epoch);

    /** The midpoint was measured on the images held out. */
    default void measured(HeldOutRecord measured) {}

    /** Batch-norm statistics of one point have seen so many more images. */
    void recomputed(int images);
}
