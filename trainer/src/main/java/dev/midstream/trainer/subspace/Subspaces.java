package dev.midstream.trainer.subspace;

/** The subspaces that can be asked for by name. */
public final class Subspaces {
    private Subspaces() {}

    /**
     * The subspace of that name.
     *
     * @throws IllegalArgumentException if there is none, with a message that says what there is
     */
    public static Subspace named(String name) {
        return switch (name) {
            case "point" -> new Point();
            case "line" -> new Line();
            default ->
                    throw new IllegalArgumentException(
                            "Unknown subspace: " + name + ". Use point or line.");
        };
    }
}
