package dev.midstream.evaluation.subspace;

import dev.midstream.SubspaceKind;
import java.util.OptionalDouble;

/**
 * The networks on a quadratic Bezier curve from {@code w0} to {@code w1}, bent by a control point
 * {@code w2} that is trained like them: {@code (1 - a)^2 w0 + a^2 w1 + 2 a (1 - a) w2} for {@code
 * a} from 0 to 1. The control point is not on the curve, and not a network of its own.
 *
 * <p>Source: Garipov et al. 2018, "Loss Surfaces, Mode Connectivity, and Fast Ensembling of DNNs",
 * section 3, with all three points trained as in Wortsman et al. 2021.
 */
public record Curve() implements OneDimensional {
    @Override
    public SubspaceKind kind() {
        return SubspaceKind.CURVE;
    }

    @Override
    public int endpoints() {
        return 3;
    }

    @Override
    public double[] at(double position) {
        double other = 1 - position;
        return new double[] {other * other, position * position, 2 * position * other};
    }

    /**
     * {@code a = a^2 + a (1 - a)}: the weight of the second endpoint and half the control point's.
     */
    @Override
    public OptionalDouble position(double[] mixing) {
        return OptionalDouble.of(mixing[1] + mixing[2] / 2);
    }
}
