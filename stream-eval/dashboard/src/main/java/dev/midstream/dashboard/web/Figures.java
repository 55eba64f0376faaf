package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricChanges;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.RatedSummaries;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.SummaryView;
import java.util.List;

/** Data of the events {@code snapshot} and {@code update}; components are JSON field names. */
record Figures(List<MetricView> metrics, List<SummaryView> summaries) {
    Figures {
        metrics = List.copyOf(metrics);
        summaries = List.copyOf(summaries);
    }

    static Figures of(MetricChanges changes, MetricStore store) {
        return of(changes.metrics(), changes.summaries(), store);
    }

    static Figures of(List<MetricView> metrics, List<SummaryView> summaries, MetricStore store) {
        return new Figures(metrics, RatedSummaries.of(store, summaries));
    }

    boolean isEmpty() {
        return metrics.isEmpty() && summaries.isEmpty();
    }
}
