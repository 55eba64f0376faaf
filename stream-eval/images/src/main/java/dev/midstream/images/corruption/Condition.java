package dev.midstream.images.corruption;

import java.util.Comparator;

/**
 * What was done to an image, as records and metrics name it: a corruption at a severity, or
 * nothing. Ordered by the corruption's name, then by severity.
 *
 * @param corruption {@value #NONE} or the name of a corruption
 * @param severity 0 for {@value #NONE}, otherwise 1 to 5
 */
public record Condition(String corruption, int severity) implements Comparable<Condition> {
    /** The name that stands for no corruption. */
    public static final String NONE = "none";

    /** An image as it is. */
    public static final Condition CLEAN = new Condition(NONE, 0);

    private static final Comparator<Condition> ORDER =
            Comparator.comparing(Condition::corruption).thenComparing(Condition::severity);

    /**
     * Checks the severity.
     *
     * @throws IllegalArgumentException if there is no such severity of that corruption
     */
    public Condition {
        int min = corruption.equals(NONE) ? 0 : Corruption.MIN_SEVERITY;
        int max = corruption.equals(NONE) ? 0 : Corruption.MAX_SEVERITY;
        if (severity < min || severity > max) {
            throw new IllegalArgumentException(
                    "Invalid severity of " + corruption + ": " + severity);
        }
    }

    /** Whether the image is as it was. */
    public boolean isClean() {
        return severity == 0;
    }

    @Override
    public int compareTo(Condition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return isClean() ? "clean" : corruption + " " + severity;
    }
}
