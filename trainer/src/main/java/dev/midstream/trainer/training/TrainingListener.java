package dev.midstream.trainer.training;

import dev.midstream.trainer.graph.step.StepResult;

/** Is told about the progress of a training run. */
public interface TrainingListener {
    /** A run resumes that had seen that many images before it was interrupted. */
    default void resumed(long images) {}

    /** A step was taken; {@code epoch} counts from 0. */
    void trained(int epoch, int images, StepResult result);

    /** An epoch has ended. */
    void epochEnded(EpochRecord epoch);

    /** The midpoint was measured on the images held out. */
    default void measured(HeldOutRecord measured) {}

    /** That many more images have been used for the batch-norm statistics of one point. */
    void recomputed(int images);
}
