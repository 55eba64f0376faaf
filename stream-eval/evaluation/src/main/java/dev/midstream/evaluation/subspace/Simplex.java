package dev.midstream.evaluation.subspace;

import dev.midstream.SubspaceKind;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The networks between several endpoints: all non-negative mixing weights that sum to 1, each
 * equally likely.
 *
 * @param endpoints from 2 to {@value #MAX_ENDPOINTS}
 */
public record Simplex(int endpoints) implements Subspace {
    /** The most endpoints of a simplex. */
    public static final int MAX_ENDPOINTS = 9;

    public Simplex {
        if (endpoints < 2 || endpoints > MAX_ENDPOINTS) {
            throw new IllegalArgumentException(
                    "Invalid number of endpoints: "
                            + endpoints
                            + ". A simplex has from 2 to "
                            + MAX_ENDPOINTS
                            + ".");
        }
    }

    @Override
    public SubspaceKind kind() {
        return SubspaceKind.SIMPLEX;
    }

    @Override
    public int corners() {
        return endpoints;
    }

    /** Exponential draws over their sum, which is uniform on the simplex. */
    @Override
    public double[] sample(RandomGenerator random) {
        double[] mixing = new double[endpoints];
        double sum = 0;
        for (int i = 0; i < endpoints; i++) {
            mixing[i] = random.nextExponential();
            sum += mixing[i];
        }
        for (int i = 0; i < endpoints; i++) {
            mixing[i] /= sum;
        }
        return mixing;
    }

    @Override
    public double[] midpoint() {
        double[] mixing = new double[endpoints];
        Arrays.fill(mixing, 1.0 / endpoints);
        return mixing;
    }
}
