package dev.midstream.offline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.Design;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Outcome;
import dev.midstream.offline.requirement.Requirement;
import dev.midstream.offline.result.BadAnswers;
import dev.midstream.offline.result.CellFigures;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.result.OfflineCell;
import dev.midstream.offline.result.ShownItems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of figures in what an offline evaluation writes and takes. */
class EveryFigureTest {
    private static final Condition SNOW = new Condition("snow", 3);

    private final Map<Condition, RobustnessMetric> metrics = new LinkedHashMap<>();
    private final ColumnResult column = column();

    private ColumnResult column() {
        metrics.put(Condition.CLEAN, metric(Condition.CLEAN, 9));
        metrics.put(SNOW, metric(SNOW, 6));
        Map<Condition, CellFigures> cells = new LinkedHashMap<>();
        metrics.forEach(
                (condition, metric) ->
                        cells.put(
                                condition,
                                CellFigures.of(metric, new OfflineCell(0.1, 0.1, List.of()))));
        return new ColumnResult(
                "line",
                Column.of("midpoint", List.of(0)),
                cells,
                RobustnessSummaries.of(new ArrayList<>(metrics.values()), Instant.EPOCH).get(0),
                new ShownItems(Design.EVERY_CONDITION, 10, Map.of(Condition.CLEAN, 10, SNOW, 10)));
    }

    private static RobustnessMetric metric(Condition condition, int right) {
        ClassificationSums.Accumulator sums = new ClassificationSums.Accumulator();
        for (int i = 0; i < 10; i++) {
            sums.add(new Outcome(0, 0.7f, i < right, i < right + 1, 0.3 + right, 0.02 * right));
        }
        MetricKey key =
                new MetricKey(
                        "run",
                        "line",
                        "midpoint",
                        "cifar10",
                        condition.corruption(),
                        condition.severity(),
                        LabelKind.OBSERVED);
        return RobustnessMetrics.cumulative(key, sums.toSums(), 15, Instant.EPOCH);
    }

    private double expected(Figure figure) {
        return RobustnessMetrics.figures(metrics.get(SNOW)).value(figure).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void csv_ofAFigure_holdsItsValues(Figure figure, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("figure.csv");

        RobustBenchCsv.write(file, column.corrupted(), List.of(column), figure);

        assertThat(Files.readAllLines(file))
                .containsExactly(",snow", ",3", "line/midpoint," + expected(figure));
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void tables_ofFigures_haveAColumnOfEach(Figure figure) {
        EvaluationResults results =
                new EvaluationResults(
                        List.of(),
                        List.of(),
                        List.of(column),
                        List.of(),
                        List.of(),
                        new BadAnswers(List.of(), List.of()));

        List<String> lines = new ReportTables(results, List.of()).figures().lines().toList();

        List<String> header = Arrays.asList(lines.get(0).strip().split(" {2,}"));
        assertThat(header).contains(figure.id());
        assertThat(lines.get(2).strip().split(" {2,}")[header.indexOf(figure.id())])
                .isEqualTo(String.format(Locale.ROOT, "%.4f", expected(figure)));
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void require_ofAFigure_comparesItsValue(Figure figure) {
        Requirement kept = require(figure, ">= " + expected(figure));
        Requirement missed = require(figure, "> " + (expected(figure) + 0.001));

        assertThat(kept.failures(List.of(column))).isEmpty();
        assertThat(missed.failures(List.of(column)))
                .singleElement()
                .asString()
                .contains("line/midpoint measured");
    }

    private static Requirement require(Figure figure, String bound) {
        return Requirement.parse("midpoint %s snow/3 %s".formatted(figure.id(), bound), List.of());
    }
}
