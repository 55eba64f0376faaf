package dev.midstream.evaluation.subspace;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** A path of networks from the first endpoint, at position 0, to the second, at position 1. */
public non-sealed interface OneDimensional extends Subspace {
    /** The largest difference between mixing weights that count as equal. */
    double TOLERANCE = 1e-9;

    /**
     * The mixing weights of the point at a position, {@code [endpoints]}.
     *
     * @param position from 0 to 1; the formula also extends the path beyond
     */
    double[] at(double position);

    /** The position of a point of this path: the inverse of {@link #at}. */
    @Override
    OptionalDouble position(double[] mixing);

    @Override
    default double[] sample(RandomGenerator random) {
        return at(random.nextDouble());
    }

    @Override
    default double[] midpoint() {
        return at(0.5);
    }

    @Override
    default int corners() {
        return 2;
    }

    /** The points at {@code a} and {@code 1 - a} have the first two mixing weights exchanged. */
    @Override
    default boolean mirrors(double[] one, double[] other) {
        double[] exchanged = other.clone();
        exchanged[0] = other[1];
        exchanged[1] = other[0];
        for (int i = 0; i < exchanged.length; i++) {
            if (Math.abs(one[i] - exchanged[i]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
