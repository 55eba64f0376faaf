package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricView;
import dev.midstream.dashboard.feed.Summaries;
import dev.midstream.dashboard.feed.SummaryView;
import dev.midstream.dashboard.feed.TrackedMetric;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The lists and figures of the HTTP interface, as values that become JSON. */
final class Api {
    private static final Comparator<MetricView> METRICS =
            Comparator.comparing(MetricView::runId)
                    .thenComparing(MetricView::modelId)
                    .thenComparing(MetricView::dataset)
                    .thenComparing(MetricView::labelKind)
                    .thenComparing(MetricView::pointId)
                    .thenComparing(MetricView::corruption)
                    .thenComparing(MetricView::severity);
    private static final Comparator<SummaryView> SUMMARIES =
            Comparator.comparing(SummaryView::runId)
                    .thenComparing(SummaryView::modelId)
                    .thenComparing(SummaryView::dataset)
                    .thenComparing(SummaryView::labelKind)
                    .thenComparing(SummaryView::pointId);

    private final Sources sources;
    private final Supplier<Integer> viewers;
    private final Clock clock;

    Api(Sources sources, Supplier<Integer> viewers, Clock clock) {
        this.sources = sources;
        this.viewers = viewers;
        this.clock = clock;
    }

    /** What is answered at each path below {@code /api/v1}. */
    Map<String, Function<Context, Object>> answers() {
        return Map.of(
                "/metrics", this::metrics,
                "/summary", this::summaries,
                "/history", this::histories,
                "/dead-letters", this::deadLetters,
                "/status", context -> status());
    }

    private Page<MetricView> metrics(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        Filter<MetricView> filter = Filter.ofMetrics(query);
        return Paging.of(query)
                .of(
                        sources.metrics().all().metrics().stream()
                                .filter(filter)
                                .sorted(METRICS)
                                .toList());
    }

    private Page<SummaryView> summaries(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        return Paging.of(query)
                .of(
                        Summaries.of(sources.metrics(), Filter.ofSummaries(query)).stream()
                                .sorted(SUMMARIES)
                                .toList());
    }

    private Page<HistoryView> histories(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        List<TrackedMetric> tracked =
                sources.metrics().tracked(Filter.ofMetrics(query)).stream()
                        .sorted(Comparator.comparing(TrackedMetric::metric, METRICS))
                        .toList();
        Page<TrackedMetric> page = Paging.of(query).of(tracked);
        return new Page<>(
                page.total(),
                page.offset(),
                page.limit(),
                page.items().stream().map(HistoryView::of).toList());
    }

    private Object deadLetters(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        return Paging.of(query)
                .of(
                        sources.deadLetters().latest().stream()
                                .filter(Filter.ofDeadLetters(query))
                                .toList());
    }

    StatusView status() {
        return StatusView.of(sources, viewers.get(), clock.instant());
    }
}
