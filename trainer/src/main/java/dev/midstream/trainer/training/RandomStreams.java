package dev.midstream.trainer.training;

import dev.midstream.trainer.random.Seed;
import java.util.random.RandomGenerator;

/**
 * Independent sources of randomness for the parts of a training run, all from one seed, so that a
 * change to one part does not change what the others draw.
 */
public final class RandomStreams {
    private final Seed seed;

    public RandomStreams(long seed) {
        this(new Seed(seed));
    }

    private RandomStreams(Seed seed) {
        this.seed = seed;
    }

    /**
     * The streams of one of several independently trained networks; those of the first are these.
     */
    RandomStreams ofMember(int index) {
        return index == 0
                ? this
                : new RandomStreams(seed.child(Part.MEMBERS.ordinal()).child(index));
    }

    /** For initial weights. */
    RandomGenerator initial() {
        return of(Part.INITIAL).generator();
    }

    /** For the order of images in an epoch and their augmentation. */
    Seed batches(int epoch) {
        return of(Part.BATCHES).child(epoch);
    }

    /** For the points of the steps. */
    RandomGenerator draw(int epoch, int step) {
        return of(Part.DRAWS).child(epoch).child(step).generator();
    }

    /** For the order of images and their augmentation when batch-norm statistics are computed. */
    Seed recomputation() {
        return of(Part.RECOMPUTATION);
    }

    /** The same, for the statistics that are needed to measure the midpoint after an epoch. */
    Seed heldOut(int epoch) {
        return of(Part.HELD_OUT).child(epoch);
    }

    /** For the points that are sampled in the end. */
    public RandomGenerator points() {
        return of(Part.POINTS).generator();
    }

    private Seed of(Part part) {
        return seed.child(part.ordinal());
    }

    /** The order of the constants determines their seeds and must not change. */
    private enum Part {
        INITIAL,
        BATCHES,
        DRAWS,
        RECOMPUTATION,
        POINTS,
        MEMBERS,
        HELD_OUT
    }
}
