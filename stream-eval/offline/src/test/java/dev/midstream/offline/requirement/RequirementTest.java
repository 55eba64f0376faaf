package dev.midstream.offline.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.offline.result.CellFigures;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.OfflineCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
    private static final List<Double> COVERAGES = List.of(0.8);

    /** Clean 9 of 10 right; snow 8, 6 and fog 4 of 10, all with confidence 3/4. */
    private static ColumnResult result() {
        Map<Condition, Integer> right = new LinkedHashMap<>();
        right.put(Condition.CLEAN, 9);
        right.put(new Condition("snow", 1), 8);
        right.put(new Condition("snow", 3), 6);
        right.put(new Condition("fog", 3), 4);
        Map<Condition, CellFigures> cells = new LinkedHashMap<>();
        List<RobustnessMetric> metrics = new ArrayList<>();
        right.forEach(
                (condition, correct) -> {
                    ClassificationSums.Accumulator accumulator =
                            new ClassificationSums.Accumulator();
                    for (int i = 0; i < 10; i++) {
                        accumulator.add(new Outcome(0, 0.75f, i < correct, true, 0.5, 0.25));
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
                    RobustnessMetric metric =
                            RobustnessMetrics.cumulative(
                                    key, accumulator.toSums(), 15, Instant.EPOCH);
                    metrics.add(metric);
                    cells.put(
                            condition,
                            CellFigures.of(
                                    metric, new OfflineCell(0.125, 0.0625, List.of(0.96875))));
                });
        return new ColumnResult(
                "line",
                Column.of("midpoint", List.of(0)),
                cells,
                RobustnessSummaries.of(metrics, Instant.EPOCH).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy clean, 0.9",
        "accuracy snow/3, 0.6",
        "accuracy snow, 0.7",
        "accuracy mean, 0.6",
        "top5 mean, 1",
        "nll fog/3, 0.5",
        "brier mean, 0.25",
        "confidence clean, 0.75",
        "ece snow/1, 0.05",
        "mce fog/3, 0.35",
        "adaptive-ece clean, 0.125",
        "classwise-ece mean, 0.0625",
        "selective-0.8 snow/3, 0.96875"
    })
    void measured_everyFigureAndCell_byHand(String what, double expected) {
        Requirement requirement = Requirement.parse("midpoint " + what + " >= 0", COVERAGES);

        assertThat(requirement.measured(result()).orElseThrow()).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        ">= 0.6, true", "> 0.6, false", "<= 0.6, true", "< 0.6, false",
        ">=0.61, false", "<0.61, true", "> 0.59, true", "<= 5.9e-1, false"
    })
    void failure_atTheBound_dependsOnTheOperator(String bound, boolean holds) {
        Requirement requirement =
                Requirement.parse("line/midpoint accuracy snow/3 " + bound, COVERAGES);

        assertThat(requirement.failure(result()).isEmpty()).isEqualTo(holds);
    }

    @Test
    void failure_missed_saysWhichAndWhatWasMeasured() {
        Requirement requirement = Requirement.parse("midpoint accuracy snow/3 >= 0.65", COVERAGES);

        assertThat(requirement.failure(result()))
                .contains(
                        "Requirement failed: midpoint accuracy snow/3 >= 0.65: line/midpoint"
                                + " measured 0.600000.");
    }

    @Test
    void failure_notMeaningful_failsAndSaysSo() {
        Requirement requirement =
                Requirement.parse("midpoint mean-corruption-error mean < 2", COVERAGES);

        assertThat(requirement.failure(result()))
                .contains(
                        "Requirement failed: midpoint mean-corruption-error mean < 2:"
                                + " mean-corruption-error is not meaningful for line/midpoint on"
                                + " cifar10.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "midpoint accuracy ; the form is \"[MODEL/]POINT FIGURE CELL >=|>|<=|< NUMBER\"",
                "midpoint accuracy clean == 0.5 ; the form is \"[MODEL/]POINT FIGURE CELL >=|>|<=|<"
                        + " NUMBER\"",
                "midpoint accuracy clean >= ; the form is \"[MODEL/]POINT FIGURE CELL >=|>|<=|<"
                        + " NUMBER\"",
                "midpoint skill clean >= 1 ; FIGURE is one of accuracy, top5, ece, mce, gap, nll,"
                        + " brier, confidence, adaptive-ece, classwise-ece, selective-0.8,"
                        + " mean-corruption-error, relative-mean-corruption-error",
                "midpoint accuracy rain >= 1 ; CELL is clean, mean, CORRUPTION or"
                        + " CORRUPTION/SEVERITY, not rain",
                "midpoint accuracy snow/6 >= 1 ; CELL is clean, mean, CORRUPTION or"
                        + " CORRUPTION/SEVERITY, not snow/6",
                "midpoint accuracy clean >= high ; high is not a number",
                "midpoint accuracy clean >= NaN ; NaN is not a number",
                "midpoint mean-corruption-error clean < 1 ; the CELL of mean-corruption-error is"
                        + " mean"
            })
    void parse_malformed_oneLineThatShowsTheForm(String text, String reason) {
        assertThatThrownBy(() -> Requirement.parse(text, COVERAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid --require \"%s\": %s, for instance \"midpoint accuracy snow/3 >= 0.60\"."
                                .formatted(text, reason));
    }
}
