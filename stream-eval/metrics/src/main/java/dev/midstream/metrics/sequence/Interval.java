package dev.midstream.metrics.sequence;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
    /** Probability that a sequence of intervals ever misses the truth, by default. */
    public static final double DEFAULT_ERROR = 0.05;

    /** An interval that says nothing of a share. */
    public static final Interval UNIT = new Interval(0, 1);

    /** Whether {@code value} lies in it, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** {@code middle} and all within {@code radius} of it, as far as it lies in [least, most]. */
    static Interval around(double middle, double radius, double least, double most) {
        return new Interval(Math.max(least, middle - radius), Math.min(most, middle + radius));
    }
}
