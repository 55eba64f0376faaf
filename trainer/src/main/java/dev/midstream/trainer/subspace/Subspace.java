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
public sealed interface Subspace permits Point, Line {
    /** The kind, as a manifest names it. */
    SubspaceKind kind();

    /** Number of endpoints: m. */
    int endpoints();

    /** Draws the mixing weights of a random point, {@code [endpoints]}. */
    double[] sample(RandomGenerator random);

    /** The mixing weights of the point in the middle, {@code [endpoints]}. */
    double[] midpoint();

    /** The mixing weights of an endpoint, {@code [endpoints]}: 1 for itself and 0 otherwise. */
    default double[] endpoint(int index) {
        double[] mixing = new double[endpoints()];
        mixing[index] = 1;
        return mixing;
    }
}
