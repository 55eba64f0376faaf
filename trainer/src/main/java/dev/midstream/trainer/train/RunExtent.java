package dev.midstream.trainer.train;

/**
 * The amount of work of a run.
 *
 * @param members networks that are trained independently
 * @param epochs of each
 * @param images in an epoch
 * @param recomputed images used for batch-norm statistics, over all points
 */
public record RunExtent(int members, int epochs, long images, long recomputed) {
    /** A training image costs about as much as three forward passes. */
    static final long TRAINING_WORK = 3L;

    /** In forward passes of an image. */
    long work() {
        return TRAINING_WORK * members * epochs * images + recomputed;
    }
}
