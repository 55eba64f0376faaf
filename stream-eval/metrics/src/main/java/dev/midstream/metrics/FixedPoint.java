package dev.midstream.metrics;

/**
 * Real numbers as multiples of 2<sup>-24</sup>, so that sums of them are exact and do not depend on
 * the order of addition.
 *
 * <p>A single-precision confidence of 0.5 or more is such a multiple already; smaller values and
 * losses are rounded by at most 3e-8. A {@code double} holds such sums exactly up to 5e8.
 */
final class FixedPoint {
    private static final double UNITS_PER_ONE = 1 << 24;

    private FixedPoint() {}

    /** Rounds {@code value} to the nearest unit. */
    static long units(double value) {
        return Math.round(value * UNITS_PER_ONE);
    }

    /** The number that {@code units} stand for. */
    static double value(long units) {
        return units / UNITS_PER_ONE;
    }
}
