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
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
                        .put(cell.get().condition(), cell.get());
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
        List<SummaryCell> sorted =
                cells.stream().sorted(Comparator.comparing(SummaryCell::condition)).toList();
        CellMeans clean =
                CellMeans.of(sorted.stream().filter(c -> c.condition().isClean()).toList());
        CellMeans corrupted =
                CellMeans.of(sorted.stream().filter(c -> !c.condition().isClean()).toList());
        CorruptionErrors errors = errors(key.getDataset(), clean, corrupted);
        OptionalDouble cleanAccuracy = clean.value(Figure.ACCURACY);
        OptionalDouble meanAccuracy = corrupted.value(Figure.ACCURACY);
        return RobustnessSummary.newBuilder()
                .setKey(key)
                .setCleanImages(clean.images())
                .setCorruptedImages(corrupted.images())
                .setRelabelled(CellMeans.of(sorted).relabelled())
                .setCells(corrupted.cells().size())
                .setClean(clean.record())
                .setCorrupted(corrupted.record())
                .setAccuracyGap(
                        cleanAccuracy.isEmpty() || meanAccuracy.isEmpty()
                                ? null
                                : (Double)
                                        (cleanAccuracy.getAsDouble() - meanAccuracy.getAsDouble()))
                .setMeanCorruptionError(orNull(errors.meanCorruptionError()))
                .setRelativeMeanCorruptionError(orNull(errors.relativeMeanCorruptionError()))
                .setCleanLead(clean.lead())
                .setCorruptedLead(corrupted.lead())
                .setPooled(PooledCells.of(corrupted.cells()).orElse(null))
                .setSureCells(CellVerdicts.sure(sorted))
                .setDiscoveries(CellVerdicts.discoveries(sorted))
                .setCorruptions(corruptionMeans(corrupted.cells()))
                .setSeverities(severityMeans(corrupted.cells()))
                .setUpdatedAt(updatedAt)
                .build();
    }

    private static CorruptionErrors errors(String dataset, CellMeans clean, CellMeans corrupted) {
        SortedMap<Condition, Double> errors = new TreeMap<>();
        for (SummaryCell cell : corrupted.cells()) {
            errors.put(cell.condition(), 1 - accuracy(cell));
        }
        return new CorruptionErrors(
                dataset,
                errors,
                clean.cells().isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(1 - accuracy(clean.cells().get(0))));
    }

    private static double accuracy(SummaryCell cell) {
        return cell.estimates().of(Figure.ACCURACY, Interval.DEFAULT_ERROR).orElseThrow().value();
    }

    private static List<CorruptionMean> corruptionMeans(List<SummaryCell> corrupted) {
        List<CorruptionMean> means = new ArrayList<>();
        grouped(corrupted, Condition::corruption)
                .forEach(
                        (corruption, cells) -> {
                            CellMeans of = CellMeans.of(cells);
                            means.add(
                                    new CorruptionMean(
                                            corruption,
                                            of.images(),
                                            cells.size(),
                                            of.record(),
                                            of.lead()));
                        });
        return means;
    }

    private static List<SeverityMean> severityMeans(List<SummaryCell> corrupted) {
        List<SeverityMean> means = new ArrayList<>();
        grouped(corrupted, Condition::severity)
                .forEach(
                        (severity, cells) -> {
                            CellMeans of = CellMeans.of(cells);
                            means.add(
                                    new SeverityMean(
                                            severity,
                                            of.images(),
                                            cells.size(),
                                            of.record(),
                                            of.lead()));
                        });
        return means;
    }

    private static <K extends Comparable<K>> SortedMap<K, List<SummaryCell>> grouped(
            List<SummaryCell> cells, Function<Condition, K> by) {
        SortedMap<K, List<SummaryCell>> groups = new TreeMap<>();
        for (SummaryCell cell : cells) {
            groups.computeIfAbsent(by.apply(cell.condition()), k -> new ArrayList<>()).add(cell);
        }
        return groups;
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }
}
