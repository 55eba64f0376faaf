package dev.midstream.metrics;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
    /** Probability that an always-valid sequence of intervals ever misses the truth, by default. */
    public static final double DEFAULT_ERROR = 0.05;

    /** An interval that says nothing of a share. */
    public static final Interval UNIT = new Interval(0, 1);
}
