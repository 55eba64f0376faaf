package dev.midstream.offline.report;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.cli.terminal.TextTable;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * The accuracy and calibration error of points as a text table: one row for each corruption and
 * severity, two columns for each point, and the means over corrupted rows below.
 */
public final class RobustnessTable {
    private static final List<String> TITLES = List.of("corruption", "severity", "images");
    private static final int TEXT_COLUMNS = 1;

    private final Map<Row, Map<Column, RobustnessMetric>> cells = new LinkedHashMap<>();
    private final Set<Column> columns = new LinkedHashSet<>();

    private RobustnessTable(List<RobustnessMetric> metrics) {
        metrics.stream()
                .sorted(Comparator.comparing(metric -> Row.of(metric.getKey()), Row.ORDER))
                .forEach(
                        metric -> {
                            Column column = Column.of(metric.getKey());
                            columns.add(column);
                            cells.computeIfAbsent(
                                            Row.of(metric.getKey()), row -> new LinkedHashMap<>())
                                    .put(column, metric);
                        });
    }

    /**
     * The table of some metrics, with columns in the order in which their points first occur.
     *
     * @param metrics metrics of one run
     */
    public static String of(List<RobustnessMetric> metrics) {
        return new RobustnessTable(metrics).text();
    }

    private String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(List.of("", "", ""), column -> List.of(title(column), "")));
        rows.add(header(TITLES, column -> List.of("accuracy", "ECE")));
        cells.forEach((row, metrics) -> rows.add(row(row, metrics)));
        for (LabelKind labels : LabelKind.values()) {
            List<Map<Column, RobustnessMetric>> corrupted = new ArrayList<>();
            cells.forEach(
                    (row, metrics) -> {
                        if (row.labels == labels && row.severity > 0) {
                            corrupted.add(metrics);
                        }
                    });
            if (!corrupted.isEmpty()) {
                rows.add(means(labels, corrupted));
            }
        }
        return TextTable.of(TEXT_COLUMNS, rows);
    }

    private List<String> header(List<String> first, Function<Column, List<String>> rest) {
        List<String> header = new ArrayList<>(first);
        columns.forEach(column -> header.addAll(rest.apply(column)));
        return header;
    }

    /** The point's name, after the model's if there are several models. */
    private String title(Column column) {
        boolean oneModel = columns.stream().map(Column::modelId).distinct().count() == 1;
        return oneModel ? column.pointId : column.modelId + "/" + column.pointId;
    }

    private List<String> row(Row row, Map<Column, RobustnessMetric> metrics) {
        long images =
                metrics.values().stream()
                        .mapToLong(metric -> metric.getSums().getCount())
                        .max()
                        .orElse(0);
        List<String> texts = new ArrayList<>();
        texts.add(row.name());
        texts.add(row.severity == 0 ? "-" : String.valueOf(row.severity));
        texts.add(String.valueOf(images));
        addFigures(texts, List.of(metrics));
        return texts;
    }

    /** Means over corrupted cells, each with the same weight (Hendrycks and Dietterich 2019). */
    private List<String> means(LabelKind labels, List<Map<Column, RobustnessMetric>> corrupted) {
        List<String> texts = new ArrayList<>(List.of(labelled("mean corrupted", labels), "", ""));
        addFigures(texts, corrupted);
        return texts;
    }

    private void addFigures(List<String> texts, List<Map<Column, RobustnessMetric>> rows) {
        for (Column column : columns) {
            List<RobustnessMetric> counted =
                    rows.stream()
                            .flatMap(row -> Optional.ofNullable(row.get(column)).stream())
                            .filter(metric -> metric.getSums().getCount() > 0)
                            .toList();
            texts.add(text("%.2f %%", 100, mean(counted, Figure.ACCURACY)));
            texts.add(text("%.4f", 1, mean(counted, Figure.ECE)));
        }
    }

    private static OptionalDouble mean(Collection<RobustnessMetric> metrics, Figure figure) {
        return metrics.stream()
                .mapToDouble(
                        metric -> RobustnessMetrics.figures(metric).value(figure).orElseThrow())
                .average();
    }

    private static String text(String format, int factor, OptionalDouble value) {
        return value.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, format, factor * value.getAsDouble());
    }

    private static String labelled(String name, LabelKind labels) {
        return labels == LabelKind.TRUE ? name + " (true)" : name;
    }

    private record Column(String modelId, String pointId) {
        static Column of(MetricKey key) {
            return new Column(key.getModelId(), key.getPointId());
        }
    }

    private record Row(LabelKind labels, String corruption, int severity) {
        static final Comparator<Row> ORDER =
                Comparator.comparing((Row row) -> row.labels.name())
                        .thenComparing(row -> !row.corruption.equals(Condition.NONE))
                        .thenComparing(Row::corruption)
                        .thenComparing(Row::severity);

        static Row of(MetricKey key) {
            return new Row(key.getLabelKind(), key.getCorruption(), key.getSeverity());
        }

        String name() {
            return labelled(corruption.equals(Condition.NONE) ? "clean" : corruption, labels);
        }
    }
}
