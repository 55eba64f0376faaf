package dev.midstream.trainer.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A node of a tree of seeds. What is drawn for an epoch, a step or an image depends on the seed of
 * that node alone, so that a resumed run draws what it would have drawn without interruption.
 *
 * @param value any number
 */
public record Seed(long value) {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /**
     * The seed of a part, which is independent of this one's and of those of other parts.
     *
     * @param index from 0
     */
    public Seed child(long index) {
        return new Seed(mix(mix(value) + (index + 1) * GOLDEN_GAMMA));
    }

    /** A generator that starts here. */
    public RandomGenerator generator() {
        return new SplittableRandom(value);
    }

    /** The finaliser of SplitMix64: Steele et al. 2014, "Fast Splittable PRNGs", figure 16. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
