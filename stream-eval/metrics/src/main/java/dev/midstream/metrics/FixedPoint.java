package dev.midstream.metrics;

/**
 * Real numbers as multiples of 2<sup>-24</sup>, so that sums of them are exact and do not depend on
 * the order of addition.
 *
 * <p>A single-precision confidence of 0.5 or more is such a multiple already; smaller values and
 * losses are rounded by at most 3e-8. Sums end at 2<sup>39</sup>, about 5.5e11: those of
 * confidences and Brier scores stay exact for 10<sup>11</sup> images. A {@code double}, as records
 * hold them, is exact up to 2<sup>29</sup>, about 5.4e8; a larger sum is rounded by less than 1e-16
 * of itself there.
 */
final class FixedPoint {
    private static final double UNITS_PER_ONE = 1 << 24;

    private FixedPoint() {}

    /** The sum of two numbers of units, neither negative; the largest where it would be larger. */
    static long saturatedSum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Rounds {@code value} to the nearest unit. */
    static long units(double value) {
        return Math.round(value * UNITS_PER_ONE);
    }

    /** The number that {@code units} stand for. */
    static double value(long units) {
        return units / UNITS_PER_ONE;
    }
}
