package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.SummaryView;
import java.util.List;

/**
 * Metrics and summaries that differ from an earlier state of a {@link MetricStore}.
 *
 * @param version the state after them
 * @param kind whether they replace everything known before or only what has their keys
 * @param metrics in the order of their last change
 * @param summaries likewise
 */
public record MetricChanges(
        long version, Kind kind, List<MetricView> metrics, List<SummaryView> summaries) {

    /** How changes are applied. */
    public enum Kind {
        /** The metrics are all there are. */
        SNAPSHOT,
        /** The metrics are new or replace those of the same key. */
        UPDATE
    }

    /** Whether they change nothing. */
    public boolean isEmpty() {
        return kind == Kind.UPDATE && metrics.isEmpty() && summaries.isEmpty();
    }

    /** Copies the lists. */
    public MetricChanges {
        metrics = List.copyOf(metrics);
        summaries = List.copyOf(summaries);
    }
}
