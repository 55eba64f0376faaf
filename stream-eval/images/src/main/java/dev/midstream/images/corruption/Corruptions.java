package dev.midstream.images.corruption;

import java.util.List;

/** The corruptions Midstream knows, by name. */
public final class Corruptions {

    private static final List<Corruption> ALL =
            List.of(new GaussianNoise(), new DefocusBlur(), new Snow(), new Contrast());

    private Corruptions() {}

    /** All corruptions in the order of the publication: noise, blur, weather, digital. */
    public static List<Corruption> all() {
        return ALL;
    }

    /** Names of all corruptions, in the order of {@link #all()}. */
    public static List<String> names() {
        return ALL.stream().map(Corruption::name).toList();
    }

    /**
     * Returns the corruption of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Corruption named(String name) {
        for (Corruption corruption : ALL) {
            if (corruption.name().equals(name)) {
                return corruption;
            }
        }
        throw new IllegalArgumentException(
                "Unknown corruption: " + name + ". Use " + String.join(", ", names()) + ".");
    }
}
