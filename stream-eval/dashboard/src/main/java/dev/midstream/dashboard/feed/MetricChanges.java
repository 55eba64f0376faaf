package dev.midstream.dashboard.feed;

import java.util.List;

/**
 * Metrics that differ from an earlier state of a {@link MetricStore}.
 *
 * @param version the state after them
 * @param kind whether they replace all metrics known before or only those with their keys
 * @param metrics in the order of their last change
 */
public record MetricChanges(long version, Kind kind, List<MetricView> metrics) {

    /** How changes are applied. */
    public enum Kind {
        /** The metrics are all there are. */
        SNAPSHOT,
        /** The metrics are new or replace those of the same key. */
        UPDATE
    }

    /** Copies the list. */
    public MetricChanges {
        metrics = List.copyOf(metrics);
    }
}
