package dev.midstream.trainer.subspace;

import java.util.OptionalInt;

/** The subspaces that can be asked for by name. */
public final class Subspaces {
    private static final int DEFAULT_SIMPLEX = 3;

    private Subspaces() {}

    /**
     * The subspace of that name.
     *
     * @param endpoints how many sets of weights span it; if absent, as many as it has, or 3
     * @throws IllegalArgumentException if there is none, with a message that says what there is
     */
    public static Subspace named(String name, OptionalInt endpoints) {
        Subspace subspace =
                switch (name) {
                    case "point" -> new Point();
                    case "line" -> new Line();
                    case "curve" -> new Curve();
                    case "simplex" -> new Simplex(endpoints.orElse(DEFAULT_SIMPLEX));
                    default ->
                            throw new IllegalArgumentException(
                                    "Unknown subspace: "
                                            + name
                                            + ". Use point, line, curve or simplex.");
                };
        if (endpoints.orElse(subspace.endpoints()) != subspace.endpoints()) {
            throw new IllegalArgumentException(
                    "Invalid number of endpoints: a "
                            + name
                            + " has "
                            + subspace.endpoints()
                            + ", not "
                            + endpoints.getAsInt()
                            + ". Use --subspace simplex for more.");
        }
        return subspace;
    }
}
