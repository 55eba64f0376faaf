package dev.midstream.trainer.subspace;

import dev.midstream.SubspaceKind;
import java.util.random.RandomGenerator;

/**
 * A set of networks spanned by {@link #endpoints} sets of weights: each of its points is a row of
 * mixing weights, one per endpoint, and has the weights {@code sum_i mixing[i] * theta[i]}.
 *
 * <p>Kinds differ only in which rows they hold. Source: Wortsman et al. 2021, "Learning Neural
 * Network Subspaces".
 */
public sealed interface Subspace permits Point, OneDimensional, Simplex {
    /** The kind, as a manifest names it. */
    SubspaceKind kind();

    /** Number of sets of weights that are trained, the rows of theta: m. */
    int endpoints();

    /** How many of them, from the first, are points of the subspace: all but control points. */
    int corners();

    /** Draws the mixing weights of a random point, {@code [endpoints]}. */
    double[] sample(RandomGenerator random);

    /** The mixing weights of the point in the middle, {@code [endpoints]}. */
    double[] midpoint();

    /**
     * The mixing weights of an endpoint, {@code [endpoints]}: 1 for itself and 0 otherwise.
     *
     * @param index from 0, below {@link #corners}
     */
    default double[] endpoint(int index) {
        if (index < 0 || index >= corners()) {
            throw new IllegalArgumentException("Unknown endpoint: " + index);
        }
        double[] mixing = new double[endpoints()];
        mixing[index] = 1;
        return mixing;
    }
}
