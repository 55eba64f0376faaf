package dev.midstream.evaluation.subspace;

import dev.midstream.SubspaceKind;
import java.util.OptionalDouble;

/** The networks between two endpoints: {@code (1 - a) w0 + a w1} for {@code a} from 0 to 1. */
public record Line() implements OneDimensional {
    @Override
    public SubspaceKind kind() {
        return SubspaceKind.LINE;
    }

    @Override
    public int endpoints() {
        return 2;
    }

    @Override
    public double[] at(double position) {
        return new double[] {1 - position, position};
    }

    @Override
    public OptionalDouble position(double[] mixing) {
        return OptionalDouble.of(mixing[1]);
    }
}
