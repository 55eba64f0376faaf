package dev.midstream.trainer.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The independent random streams of a run, all from one seed, so that drawing more from one leaves
 * the others as they are.
 */
public final class RandomStreams {
    private final SplittableRandom initial;
    private final SplittableRandom batches;
    private final SplittableRandom draws;
    private final SplittableRandom recomputation;
    private final SplittableRandom points;

    public RandomStreams(long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        initial = root.split();
        batches = root.split();
        draws = root.split();
        recomputation = root.split();
        points = root.split();
    }

    /** For initial weights. */
    RandomGenerator initial() {
        return initial;
    }

    /** For the order of images and their augmentation. */
    RandomGenerator batches() {
        return batches;
    }

    /** For the points that steps are taken at. */
    RandomGenerator draws() {
        return draws;
    }

    /** For the order of images and their augmentation when batch-norm statistics are computed. */
    RandomGenerator recomputation() {
        return recomputation;
    }

    /** For the points that are sampled in the end. */
    public RandomGenerator points() {
        return points;
    }
}
