package dev.midstream.images.corruption;

/**
 * What was done to an image, as records and metrics name it.
 *
 * @param corruption {@code none} or the name of a corruption
 * @param severity 0 for {@code none}, else 1 to 5
 */
public record Condition(String corruption, int severity) {

    /** An image as it is. */
    public static final Condition CLEAN = new Condition("none", 0);

    public Condition {
        int lowest = corruption.equals("none") ? 0 : Corruption.MIN_SEVERITY;
        int highest = corruption.equals("none") ? 0 : Corruption.MAX_SEVERITY;
        if (severity < lowest || severity > highest) {
            throw new IllegalArgumentException(
                    "Invalid severity of " + corruption + ": " + severity);
        }
    }

    @Override
    public String toString() {
        return equals(CLEAN) ? "clean" : corruption + " " + severity;
    }
}
