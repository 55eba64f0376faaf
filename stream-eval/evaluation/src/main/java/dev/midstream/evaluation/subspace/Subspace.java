package dev.midstream.evaluation.subspace;

import dev.midstream.SubspaceKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A set of networks spanned by {@link #endpoints} sets of parameters: each of its points is a row
 * of mixing weights, one per endpoint, and has the parameters {@code sum_i mixing[i] * theta[i]}.
 *
 * <p>Kinds differ only in which rows they contain and in how these are related. Source: Wortsman et
 * al. 2021, "Learning Neural Network Subspaces".
 */
public sealed interface Subspace permits Point, OneDimensional, Simplex {
    /** The kind, as a manifest names it. */
    SubspaceKind kind();

    /** Number of sets of parameters that are trained, the rows of theta: m. */
    int endpoints();

    /** How many of them, from the first, are points of the subspace: all but control points. */
    int corners();

    /** Draws the mixing weights of a random point, {@code [endpoints]}. */
    double[] sample(RandomGenerator random);

    /** The mixing weights of the point in the middle, {@code [endpoints]}. */
    double[] midpoint();

    /**
     * The position of a point between the first endpoint, at 0, and the second, at 1; empty in a
     * subspace that is not a path.
     *
     * @param mixing the point's mixing weights, {@code [endpoints]}
     */
    default OptionalDouble position(double[] mixing) {
        return OptionalDouble.empty();
    }

    /**
     * Whether two points mirror each other, as those at {@code a} and {@code 1 - a} of a path do.
     * Wortsman et al. 2021 evaluate the ensemble of such a pair.
     *
     * @param one mixing weights, {@code [endpoints]}
     * @param other mixing weights, {@code [endpoints]}
     */
    default boolean mirrors(double[] one, double[] other) {
        return false;
    }

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

    /**
     * The subspace of that name.
     *
     * @param endpoints how many sets of parameters span it; by default as many as is usual
     * @throws IllegalArgumentException if there is none, with a message that says what there is
     */
    static Subspace named(String name, OptionalInt endpoints) {
        for (SubspaceFamily family : Kinds.ALL) {
            if (family.name().equals(name)) {
                return family.ofSize(endpoints);
            }
        }
        throw new IllegalArgumentException(
                "Unknown subspace: " + name + ". Use " + SubspaceFamily.names() + ".");
    }

    /**
     * The subspace that a manifest or a record speaks of.
     *
     * @param kind the name of its kind, such as {@code LINE}
     * @param endpoints how many mixing weights its points have
     * @return empty if there is no such subspace, as for an ensemble of separate networks
     */
    static Optional<Subspace> find(String kind, int endpoints) {
        return Kinds.ALL.stream()
                .filter(family -> family.kind().name().equals(kind))
                .flatMap(family -> family.find(endpoints).stream())
                .findFirst();
    }

    /** Every kind of subspace; apart from the interface, which its kinds initialise. */
    final class Kinds {
        static final List<SubspaceFamily> ALL =
                List.of(
                        SubspaceFamily.of("a single network", new Point()),
                        SubspaceFamily.of("straight, between two endpoints", new Line()),
                        SubspaceFamily.of("quadratic Bezier", new Curve()),
                        SubspaceFamily.ofAnySize(
                                "of 2 to " + Simplex.MAX_ENDPOINTS + " endpoints",
                                new Simplex(3),
                                Simplex::new));

        private Kinds() {}
    }
}
