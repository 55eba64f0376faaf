package dev.midstream.trainer.training;

import dev.midstream.trainer.graph.step.StepResult;

/**
 * The sums of an epoch so far.
 *
 * @param steps taken
 * @param images seen
 * @param loss sum over those images
 * @param correct how many of them were classified as labelled
 * @param learningRate of the last step
 * @param seconds wall time before the run was interrupted, if it was
 */
public record EpochSums(
        int steps, long images, double loss, long correct, double learningRate, double seconds) {
    static final EpochSums NONE = new EpochSums(0, 0, 0, 0, 0, 0);

    EpochSums plus(StepResult result, int size, double rate) {
        return new EpochSums(
                steps + 1,
                images + size,
                loss + (double) result.loss() * size,
                correct + result.correct(),
                rate,
                seconds);
    }

    /** The sums after a batch that was skipped because it was too small to be split. */
    EpochSums withoutBatch() {
        return new EpochSums(steps + 1, images, loss, correct, learningRate, seconds);
    }

    EpochSums withSeconds(double passed) {
        return new EpochSums(steps, images, loss, correct, learningRate, passed);
    }
}
