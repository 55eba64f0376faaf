package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.TrackedMetric;
import dev.midstream.dashboard.view.CellKey;
import dev.midstream.dashboard.view.FigureView;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.PointKey;
import dev.midstream.dashboard.view.SummaryView;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The lists and figures of the HTTP interface, as values that become JSON. */
final class Api {
    private static final Comparator<CellKey> CELLS =
            Comparator.comparing(CellKey::runId)
                    .thenComparing(CellKey::modelId)
                    .thenComparing(CellKey::dataset)
                    .thenComparing(CellKey::labelKind)
                    .thenComparing(CellKey::pointId)
                    .thenComparing(CellKey::corruption)
                    .thenComparing(CellKey::severity);
    private static final Comparator<PointKey> POINTS =
            Comparator.comparing(PointKey::runId)
                    .thenComparing(PointKey::modelId)
                    .thenComparing(PointKey::dataset)
                    .thenComparing(PointKey::labelKind)
                    .thenComparing(PointKey::pointId);

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
                "/figures", context -> FigureView.all(),
                "/metrics", this::metrics,
                "/summary", this::summaries,
                "/history", this::histories,
                "/dead-letters", this::deadLetters,
                "/runs", this::runs,
                "/status", context -> status());
    }

    private Page<MetricView> metrics(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        Filter<MetricView> filter = Filter.ofMetrics(query);
        return Paging.of(query)
                .of(
                        sources.metrics().all().metrics().stream()
                                .filter(filter)
                                .sorted(Comparator.comparing(MetricView::key, CELLS))
                                .toList());
    }

    private Page<SummaryView> summaries(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        Predicate<PointKey> chosen = Filter.ofSummaries(query);
        return Paging.of(query)
                .of(
                        sources
                                .complete(
                                        sources.metrics().all().summaries().stream()
                                                .filter(summary -> chosen.test(summary.key()))
                                                .toList())
                                .stream()
                                .sorted(Comparator.comparing(SummaryView::key, POINTS))
                                .toList());
    }

    private Page<HistoryView> histories(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        List<TrackedMetric> tracked =
                sources.metrics().tracked(Filter.ofMetrics(query)).stream()
                        .sorted(Comparator.comparing(one -> one.metric().key(), CELLS))
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

    private Object runs(Context context) {
        Map<String, List<String>> query = context.queryParamMap();
        return Paging.of(query)
                .of(sources.runs().all().stream().filter(Filter.ofRuns(query)).toList());
    }

    StatusView status() {
        return StatusView.of(sources, viewers.get(), clock.instant());
    }
}
