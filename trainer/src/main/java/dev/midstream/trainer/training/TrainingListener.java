package dev.midstream.trainer.training;

import dev.midstream.trainer.graph.step.StepResult;

/** Receives the progress of a training run. */
public interface TrainingListener {
    /** A run resumes, which had seen {@code images} images before it was interrupted. */
    default void resumed(long images) {}

    /** A step was taken; {@code epoch} counts from 0. */
    void trained(int epoch, int images, StepResult result);

    /** An epoch has ended. */
    void epochEnded(EpochRecord epoch);

    /** The midpoint was measured on the held-out images. */
    default void measured(HeldOutRecord measured) {}

    /** {@code images} more images have been used for the batch-norm statistics of one point. */
    void recomputed(int images);
}
