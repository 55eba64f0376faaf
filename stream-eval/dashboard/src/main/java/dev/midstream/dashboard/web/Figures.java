package dev.midstream.dashboard.web;

import dev.midstream.SummaryKey;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.MetricView;
import dev.midstream.dashboard.feed.Summaries;
import dev.midstream.dashboard.feed.SummaryView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Metrics and the summaries they are part of; the components are JSON field names of the events
 * {@code snapshot} and {@code update}.
 */
record Figures(List<MetricView> metrics, List<SummaryView> summaries) {
    Figures {
        metrics = List.copyOf(metrics);
        summaries = List.copyOf(summaries);
    }

    /** With the present summaries of everything that {@code metrics} are part of. */
    static Figures of(List<MetricView> metrics, MetricStore store) {
        Set<SummaryKey> keys = new HashSet<>();
        metrics.forEach(metric -> keys.add(Summaries.key(metric)));
        return new Figures(
                metrics, keys.isEmpty() ? List.of() : Summaries.of(store, keys::contains));
    }
}
