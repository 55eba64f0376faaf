package dev.midstream.metrics;

import dev.midstream.metrics.sequence.Interval;
import java.util.Optional;

/**
 * A figure as far as it is known.
 *
 * @param value what was measured
 * @param interval an interval for the true value; empty for figures without one
 */
public record Estimate(double value, Optional<Interval> interval) {
    /** An estimate without an interval. */
    public static Estimate of(double value) {
        return new Estimate(value, Optional.empty());
    }
}
