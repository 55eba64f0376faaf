package dev.midstream.evaluation.summary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.midstream.CorruptionMean;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.SeverityMean;
import dev.midstream.SummaryKey;
import dev.midstream.images.corruption.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Summaries over corruptions and severities, derived from cumulative {@link RobustnessMetric}
 * records. Every cell (a corruption at a severity) has the same weight, however many images it has
 * seen (Hendrycks and Dietterich 2019). The same cells give the same figures in whatever order they
 * come.
 */
public final class RobustnessSummaries {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RobustnessSummaries() {}

    /** The key of the summary that a metric is part of. */
    public static SummaryKey key(MetricKey key) {
        return new SummaryKey(
                key.getRunId(),
                key.getModelId(),
                key.getPointId(),
                key.getDataset(),
                key.getLabelKind().name());
    }

    /**
     * The key's text: a JSON array of its fields. In UTF-8 it is the Kafka key on the summaries
     * topic, so that compaction keeps the latest record of each.
     */
    public static String keyText(SummaryKey key) {
        ArrayNode array = MAPPER.createArrayNode();
        array.add(key.getRunId()).add(key.getModelId()).add(key.getPointId());
        return array.add(key.getDataset()).add(key.getLabelKind()).toString();
    }

    /**
     * The summaries of some records, one a run, model, point, data set and kind of label, in the
     * order in which these first occur. Records of windows, and those that have counted no image,
     * are left out; of two records of one cell the later in the list counts.
     */
    public static List<RobustnessSummary> of(
            Collection<RobustnessMetric> metrics, Instant updatedAt) {
        Map<SummaryKey, Map<Condition, SummaryCell>> groups = new LinkedHashMap<>();
        for (RobustnessMetric metric : metrics) {
            Optional<SummaryCell> cell = SummaryCell.of(metric);
            if (cell.isPresent()) {
                groups.computeIfAbsent(key(metric.getKey()), key -> new LinkedHashMap<>())
                        .put(place(cell.get()), cell.get());
            }
        }
        List<RobustnessSummary> summaries = new ArrayList<>();
        groups.forEach((key, cells) -> summaries.add(of(key, cells.values(), updatedAt)));
        return summaries;
    }

    /**
     * The summary of some cells.
     *
     * @param cells of different corruptions or severities
     */
    public static RobustnessSummary of(
            SummaryKey key, Collection<SummaryCell> cells, Instant updatedAt) {
        List<SummaryCell> corrupted =
                cells.stream().filter(cell -> !cell.clean()).sorted(SummaryCell.ORDER).toList();
        Optional<SummaryCell> clean = cells.stream().filter(SummaryCell::clean).findFirst();
        CorruptionErrors errors = errors(key.getDataset(), corrupted, clean);
        @Nullable Double cleanAccuracy = clean.map(SummaryCell::accuracy).orElse(null);
        @Nullable Double meanAccuracy = meanOrNull(corrupted, SummaryCell::accuracy);
        return RobustnessSummary.newBuilder()
                .setKey(key)
                .setCleanImages(clean.map(SummaryCell::images).orElse(0L))
                .setCorruptedImages(images(corrupted))
                .setCells(corrupted.size())
                .setCleanAccuracy(cleanAccuracy)
                .setCleanEce(clean.map(SummaryCell::ece).orElse(null))
                .setMeanCorruptedAccuracy(meanAccuracy)
                .setMeanCorruptedEce(meanOrNull(corrupted, SummaryCell::ece))
                .setAccuracyGap(
                        cleanAccuracy == null || meanAccuracy == null
                                ? null
                                : (Double) (cleanAccuracy - meanAccuracy))
                .setMeanCorruptionError(orNull(errors.meanCorruptionError()))
                .setRelativeMeanCorruptionError(orNull(errors.relativeMeanCorruptionError()))
                .setCorruptions(corruptionMeans(corrupted))
                .setSeverities(severityMeans(corrupted))
                .setUpdatedAt(updatedAt)
                .build();
    }

    private static CorruptionErrors errors(
            String dataset, List<SummaryCell> corrupted, Optional<SummaryCell> clean) {
        SortedMap<Condition, Double> errors = new TreeMap<>();
        for (SummaryCell cell : corrupted) {
            errors.put(place(cell), 1 - cell.accuracy());
        }
        return new CorruptionErrors(
                dataset,
                errors,
                clean.isPresent()
                        ? OptionalDouble.of(1 - clean.get().accuracy())
                        : OptionalDouble.empty());
    }

    private static List<CorruptionMean> corruptionMeans(List<SummaryCell> corrupted) {
        List<CorruptionMean> means = new ArrayList<>();
        grouped(corrupted, SummaryCell::corruption)
                .forEach(
                        (corruption, cells) ->
                                means.add(
                                        new CorruptionMean(
                                                corruption,
                                                images(cells),
                                                cells.size(),
                                                mean(cells, SummaryCell::accuracy),
                                                mean(cells, SummaryCell::ece))));
        return means;
    }

    private static List<SeverityMean> severityMeans(List<SummaryCell> corrupted) {
        List<SeverityMean> means = new ArrayList<>();
        grouped(corrupted, SummaryCell::severity)
                .forEach(
                        (severity, cells) ->
                                means.add(
                                        new SeverityMean(
                                                severity,
                                                images(cells),
                                                cells.size(),
                                                mean(cells, SummaryCell::accuracy),
                                                mean(cells, SummaryCell::ece))));
        return means;
    }

    private static <K extends Comparable<K>> SortedMap<K, List<SummaryCell>> grouped(
            List<SummaryCell> cells, Function<SummaryCell, K> by) {
        SortedMap<K, List<SummaryCell>> groups = new TreeMap<>();
        for (SummaryCell cell : cells) {
            groups.computeIfAbsent(by.apply(cell), k -> new ArrayList<>()).add(cell);
        }
        return groups;
    }

    private static Condition place(SummaryCell cell) {
        return new Condition(cell.corruption(), cell.severity());
    }

    private static long images(List<SummaryCell> cells) {
        return cells.stream().mapToLong(SummaryCell::images).sum();
    }

    private static double mean(List<SummaryCell> cells, ToDoubleFunction<SummaryCell> figure) {
        double sum = 0;
        for (SummaryCell cell : cells) {
            sum += figure.applyAsDouble(cell);
        }
        return sum / cells.size();
    }

    private static @Nullable Double meanOrNull(
            List<SummaryCell> cells, ToDoubleFunction<SummaryCell> figure) {
        return cells.isEmpty() ? null : (Double) mean(cells, figure);
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }
}
