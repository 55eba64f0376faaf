package dev.midstream.evaluation.subspace;

import dev.midstream.SubspaceKind;
import java.util.random.RandomGenerator;

/** The subspace of a single network: ordinary training. */
public record Point() implements Subspace {
    @Override
    public SubspaceKind kind() {
        return SubspaceKind.POINT;
    }

    @Override
    public int endpoints() {
        return 1;
    }

    @Override
    public int corners() {
        return 1;
    }

    @Override
    public double[] sample(RandomGenerator random) {
        return midpoint();
    }

    @Override
    public double[] midpoint() {
        return new double[] {1};
    }
}
