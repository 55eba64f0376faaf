package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricChanges;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.SummaryView;
import java.util.List;

/** Data of the events {@code snapshot} and {@code update}; components are JSON field names. */
record Figures(List<MetricView> metrics, List<SummaryView> summaries) {
    Figures {
        metrics = List.copyOf(metrics);
        summaries = List.copyOf(summaries);
    }

    static Figures of(MetricChanges changes, Sources sources) {
        return of(changes.metrics(), changes.summaries(), sources);
    }

    static Figures of(List<MetricView> metrics, List<SummaryView> summaries, Sources sources) {
        return new Figures(metrics, sources.complete(summaries));
    }

    boolean isEmpty() {
        return metrics.isEmpty() && summaries.isEmpty();
    }
}
