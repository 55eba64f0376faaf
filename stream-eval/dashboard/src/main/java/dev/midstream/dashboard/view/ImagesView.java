package dev.midstream.dashboard.view;

import dev.midstream.PairedComparison;
import dev.midstream.RobustnessMetric;
import org.jspecify.annotations.Nullable;

/**
 * Images of a metric.
 *
 * @param count counted
 * @param relabelled those of them whose observed label is not the true one
 * @param late those of them that came too late for their window
 * @param disagreements those of them for which the point and its reference predict different
 *     classes
 */
public record ImagesView(long count, long relabelled, long late, long disagreements) {
    static ImagesView of(RobustnessMetric metric, long count) {
        @Nullable PairedComparison comparison = metric.getComparison();
        return new ImagesView(
                count,
                Math.min(count, Math.max(0, metric.getRelabelled())),
                Math.max(0, metric.getLate()),
                comparison == null ? 0 : comparison.getDisagreements());
    }
}
