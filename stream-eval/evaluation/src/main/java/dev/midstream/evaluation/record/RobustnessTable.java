package dev.midstream.evaluation.record;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Robustness figures as a text table: a row a corruption and severity, two columns (accuracy and
 * ECE) a point, and the mean over the corrupted rows below.
 */
public final class RobustnessTable {
    private static final String CLEAN = Condition.NONE;
    private static final int FIRST_COLUMNS = 35;

    private final Map<Row, Map<Column, RobustnessMetric>> cells = new LinkedHashMap<>();
    private final List<Column> columns;

    private RobustnessTable(List<RobustnessMetric> metrics) {
        Set<Column> seen = new LinkedHashSet<>();
        metrics.stream()
                .sorted(Comparator.comparing(metric -> Row.of(metric.getKey())))
                .forEach(
                        metric -> {
                            Column column = Column.of(metric.getKey());
                            seen.add(column);
                            cells.computeIfAbsent(
                                            Row.of(metric.getKey()), row -> new LinkedHashMap<>())
                                    .put(column, metric);
                        });
        this.columns = List.copyOf(seen);
    }

    /**
     * The table of some figures; columns are in the order in which their points first occur.
     *
     * @param metrics of one run
     */
    public static String of(List<RobustnessMetric> metrics) {
        return new RobustnessTable(metrics).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append(pad("", FIRST_COLUMNS));
        for (Column column : columns) {
            text.append("  ").append(pad(column.title(columns), width(column)));
        }
        text.append(System.lineSeparator());
        text.append(pad("corruption", 18)).append("  sev").append("      images");
        for (Column column : columns) {
            text.append("  ").append(pad("accuracy    ECE", width(column)));
        }
        text.append(System.lineSeparator());
        for (Map.Entry<Row, Map<Column, RobustnessMetric>> entry : cells.entrySet()) {
            appendRow(text, entry.getKey(), entry.getValue());
        }
        appendMeans(text);
        return text.toString();
    }

    private void appendRow(StringBuilder text, Row row, Map<Column, RobustnessMetric> figures) {
        long images =
                figures.values().stream()
                        .mapToLong(metric -> metric.getSums().getCount())
                        .max()
                        .orElse(0);
        text.append(pad(row.name(), 18))
                .append("%5s%12d".formatted(row.severity == 0 ? "-" : row.severity, images));
        for (Column column : columns) {
            RobustnessMetric metric = figures.get(column);
            @Nullable Double accuracy = metric == null ? null : value(metric, Figure.ACCURACY);
            @Nullable Double ece = metric == null ? null : value(metric, Figure.ECE);
            appendCell(text, column, accuracy, ece);
        }
        text.append(System.lineSeparator());
    }

    /** Means over corrupted cells, every cell with the same weight (Hendrycks et al. 2019). */
    private void appendMeans(StringBuilder text) {
        Set<String> labelKinds = new LinkedHashSet<>();
        cells.keySet().forEach(row -> labelKinds.add(row.labelKind));
        for (String labelKind : labelKinds) {
            List<Row> corrupted =
                    cells.keySet().stream()
                            .filter(row -> row.labelKind.equals(labelKind) && row.severity > 0)
                            .toList();
            if (corrupted.isEmpty()) {
                continue;
            }
            text.append(pad(new Row(labelKind, "mean corrupted", 0).name(), FIRST_COLUMNS));
            for (Column column : columns) {
                List<RobustnessMetric> figures = new ArrayList<>();
                for (Row row : corrupted) {
                    RobustnessMetric metric = cells.getOrDefault(row, Map.of()).get(column);
                    if (metric != null && metric.getSums().getCount() > 0) {
                        figures.add(metric);
                    }
                }
                appendCell(text, column, mean(figures, Figure.ACCURACY), mean(figures, Figure.ECE));
            }
            text.append(System.lineSeparator());
        }
    }

    private static @Nullable Double value(RobustnessMetric metric, Figure figure) {
        OptionalDouble value = RobustnessMetrics.figures(metric).value(figure);
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private static @Nullable Double mean(List<RobustnessMetric> metrics, Figure figure) {
        return metrics.isEmpty()
                ? null
                : (Double)
                        metrics.stream()
                                .mapToDouble(
                                        metric ->
                                                RobustnessMetrics.figures(metric)
                                                        .value(figure)
                                                        .orElseThrow())
                                .average()
                                .orElseThrow();
    }

    private void appendCell(
            StringBuilder text, Column column, @Nullable Double accuracy, @Nullable Double ece) {
        String cell =
                (accuracy == null ? "       -" : format("%6.2f %%", 100 * accuracy))
                        + (ece == null ? "      -" : format("%7.4f", ece));
        text.append("  ").append(pad(cell, width(column)));
    }

    private int width(Column column) {
        return Math.max(15, column.title(columns).length());
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private record Column(String modelId, String pointId) {
        static Column of(MetricKey key) {
            return new Column(key.getModelId(), key.getPointId());
        }

        /** The point's name, with the model's where there are several. */
        String title(List<Column> columns) {
            boolean oneModel = columns.stream().allMatch(c -> c.modelId.equals(modelId));
            return oneModel ? pointId : modelId + "/" + pointId;
        }
    }

    private record Row(String labelKind, String corruption, int severity)
            implements Comparable<Row> {
        private static final Comparator<Row> ORDER =
                Comparator.comparing((Row row) -> row.labelKind)
                        .thenComparing(row -> row.corruption.equals(CLEAN) ? 0 : 1)
                        .thenComparing(row -> row.corruption)
                        .thenComparing(row -> row.severity);

        static Row of(MetricKey key) {
            return new Row(key.getLabelKind().name(), key.getCorruption(), key.getSeverity());
        }

        String name() {
            String shown = corruption.equals(CLEAN) ? "clean" : corruption;
            return labelKind.equals("TRUE") ? shown + " (true)" : shown;
        }

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }
}
