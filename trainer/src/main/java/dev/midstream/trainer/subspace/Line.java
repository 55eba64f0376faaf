package dev.midstream.trainer.subspace;

import dev.midstream.SubspaceKind;
import java.util.random.RandomGenerator;

/** The networks between two endpoints: {@code (1 - a) w0 + a w1} for {@code a} from 0 to 1. */
public record Line() implements Subspace {
    @Override
    public SubspaceKind kind() {
        return SubspaceKind.LINE;
    }

    @Override
    public int endpoints() {
        return 2;
    }

    @Override
    public double[] sample(RandomGenerator random) {
        return at(random.nextDouble());
    }

    @Override
    public double[] midpoint() {
        return at(0.5);
    }

    private static double[] at(double position) {
        return new double[] {1 - position, position};
    }
}
