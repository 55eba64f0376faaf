package dev.midstream.dashboard.feed;

import dev.midstream.CorruptionMean;
import dev.midstream.RobustnessSummary;
import dev.midstream.SeverityMean;
import dev.midstream.SummaryKey;
import dev.midstream.dashboard.feed.SummaryView.CorruptionView;
import dev.midstream.dashboard.feed.SummaryView.SeverityView;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.evaluation.summary.SummaryCell;
import dev.midstream.metrics.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Derives {@link SummaryView}s from the metrics of a {@link MetricStore}. */
public final class Summaries {
    private static final Comparator<MetricView> CELLS =
            Comparator.comparing(MetricView::corruption).thenComparing(MetricView::severity);

    private Summaries() {}

    /** The key of the summary that {@code metric} is part of. */
    public static SummaryKey key(MetricView metric) {
        return new SummaryKey(
                metric.runId(),
                metric.modelId(),
                metric.pointId(),
                metric.dataset(),
                metric.labelKind());
    }

    /** The summaries of the points whose key passes {@code filter}. */
    public static List<SummaryView> of(MetricStore store, Predicate<SummaryKey> filter) {
        Map<SummaryKey, List<TrackedMetric>> groups = new LinkedHashMap<>();
        for (TrackedMetric tracked :
                store.tracked(metric -> metric.count() > 0 && filter.test(key(metric)))) {
            groups.computeIfAbsent(key(tracked.metric()), key -> new ArrayList<>()).add(tracked);
        }
        List<SummaryView> views = new ArrayList<>();
        groups.forEach((key, metrics) -> views.add(of(key, metrics)));
        return views;
    }

    private static SummaryView of(SummaryKey key, List<TrackedMetric> tracked) {
        // In one order, whatever order they came in: sums of doubles depend on it.
        List<MetricView> metrics =
                tracked.stream().map(TrackedMetric::metric).sorted(CELLS).toList();
        Instant updatedAt =
                metrics.stream().map(MetricView::updatedAt).max(Instant::compareTo).orElseThrow();
        RobustnessSummary summary =
                RobustnessSummaries.of(
                        key, metrics.stream().map(Summaries::cell).toList(), updatedAt);
        Optional<MetricView> clean = metrics.stream().filter(m -> m.severity() == 0).findFirst();
        List<MetricView> corrupted = metrics.stream().filter(m -> m.severity() > 0).toList();
        Optional<Interval> accuracy = MeanInterval.ofMean(MeanInterval.ACCURACY, corrupted);
        Optional<Interval> ece = MeanInterval.ofMean(MeanInterval.ECE, corrupted);
        return new SummaryView(
                key.getRunId(),
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getLabelKind(),
                role(metrics),
                summary.getCleanImages() + summary.getCorruptedImages(),
                summary.getCleanImages(),
                summary.getCorruptedImages(),
                metrics.stream().mapToLong(MetricView::relabelled).sum(),
                summary.getCells(),
                Rate.of(tracked).orElse(null),
                summary.getCleanAccuracy(),
                clean.map(MetricView::accuracyLow).orElse(null),
                clean.map(MetricView::accuracyHigh).orElse(null),
                summary.getCleanEce(),
                clean.map(MetricView::eceLow).orElse(null),
                clean.map(MetricView::eceHigh).orElse(null),
                summary.getMeanCorruptedAccuracy(),
                accuracy.map(Interval::low).orElse(null),
                accuracy.map(Interval::high).orElse(null),
                summary.getMeanCorruptedEce(),
                ece.map(Interval::low).orElse(null),
                ece.map(Interval::high).orElse(null),
                summary.getAccuracyGap(),
                summary.getMeanCorruptionError(),
                summary.getRelativeMeanCorruptionError(),
                LeadView.of(clean.stream().toList()),
                LeadView.of(corrupted),
                corruptions(summary, corrupted),
                severities(summary, corrupted),
                updatedAt);
    }

    private static SummaryCell cell(MetricView metric) {
        return new SummaryCell(
                metric.corruption(),
                metric.severity(),
                metric.count(),
                Objects.requireNonNull(metric.accuracy()),
                Objects.requireNonNull(metric.ece()));
    }

    private static @Nullable String role(List<MetricView> metrics) {
        return metrics.stream()
                .map(MetricView::position)
                .filter(Objects::nonNull)
                .findFirst()
                .map(MetricView.PositionView::role)
                .orElse(null);
    }

    private static List<CorruptionView> corruptions(
            RobustnessSummary summary, List<MetricView> corrupted) {
        List<CorruptionView> views = new ArrayList<>();
        for (CorruptionMean mean : summary.getCorruptions()) {
            List<MetricView> cells =
                    corrupted.stream()
                            .filter(metric -> metric.corruption().equals(mean.getCorruption()))
                            .toList();
            Interval accuracy = MeanInterval.ofMean(MeanInterval.ACCURACY, cells).orElseThrow();
            Interval ece = MeanInterval.ofMean(MeanInterval.ECE, cells).orElseThrow();
            views.add(
                    new CorruptionView(
                            mean.getCorruption(),
                            mean.getImages(),
                            mean.getSeverities(),
                            mean.getAccuracy(),
                            accuracy.low(),
                            accuracy.high(),
                            mean.getEce(),
                            ece.low(),
                            ece.high(),
                            LeadView.of(cells)));
        }
        return views;
    }

    private static List<SeverityView> severities(
            RobustnessSummary summary, List<MetricView> corrupted) {
        List<SeverityView> views = new ArrayList<>();
        for (SeverityMean mean : summary.getSeverities()) {
            List<MetricView> cells =
                    corrupted.stream()
                            .filter(metric -> metric.severity() == mean.getSeverity())
                            .toList();
            Interval accuracy = MeanInterval.ofMean(MeanInterval.ACCURACY, cells).orElseThrow();
            Interval ece = MeanInterval.ofMean(MeanInterval.ECE, cells).orElseThrow();
            views.add(
                    new SeverityView(
                            mean.getSeverity(),
                            mean.getImages(),
                            mean.getCorruptions(),
                            mean.getAccuracy(),
                            accuracy.low(),
                            accuracy.high(),
                            mean.getEce(),
                            ece.low(),
                            ece.high(),
                            LeadView.of(cells)));
        }
        return views;
    }
}
