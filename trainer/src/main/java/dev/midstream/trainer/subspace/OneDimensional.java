package dev.midstream.trainer.subspace;

import java.util.random.RandomGenerator;

/** A subspace of one dimension, from its first endpoint at 0 to its second at 1. */
public sealed interface OneDimensional extends Subspace permits Line, Curve {
    /**
     * The mixing weights of the point at a position, {@code [endpoints]}.
     *
     * @param position from 0 to 1; beyond, the path goes on by the same formula
     */
    double[] at(double position);

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
}
