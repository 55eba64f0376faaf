package dev.midstream.images.plan;

import java.util.Arrays;
import java.util.Locale;

/** The order in which images are shown. */
public enum ImageOrder {
    /** A seeded random order: the images so far are a random part of all. */
    SHUFFLED,
    /** The order of the data set. */
    LISTED;

    /**
     * The order of that name.
     *
     * @param name in lower case
     * @throws IllegalArgumentException if there is none, with a message for the user
     */
    public static ImageOrder named(String name) {
        return Arrays.stream(values())
                .filter(order -> order.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Unknown order: " + name + ". Use shuffled or listed."));
    }

    /** The name that options have. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
