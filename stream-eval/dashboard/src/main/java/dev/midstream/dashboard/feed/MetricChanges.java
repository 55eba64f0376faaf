package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.SummaryView;
import java.util.List;

/**
 * The changes of a {@link MetricStore} since an earlier version.
 *
 * @param version the version with these changes
 * @param kind whether the changes replace everything known before
 * @param metrics changed metrics in the order of their last change
 * @param summaries changed summaries, likewise
 */
public record MetricChanges(
        long version, Kind kind, List<MetricView> metrics, List<SummaryView> summaries) {

    /** How changes are applied. */
    public enum Kind {
        /** These are all metrics and summaries. */
        SNAPSHOT,
        /** These are new, or replace those of the same key. */
        UPDATE
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return kind == Kind.UPDATE && metrics.isEmpty() && summaries.isEmpty();
    }

    /** Copies the lists. */
    public MetricChanges {
        metrics = List.copyOf(metrics);
        summaries = List.copyOf(summaries);
    }
}
