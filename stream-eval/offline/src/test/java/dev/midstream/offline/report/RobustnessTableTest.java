package dev.midstream.offline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessTableTest {
    private static RobustnessMetric metric(
            String point, String corruption, int severity, LabelKind kind, int right, int wrong) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < right + wrong; i++) {
            accumulator.add(new Outcome(0, 0.75f, i < right, true, 0.1, 0.1));
        }
        return metric(point, corruption, severity, kind, accumulator.toSums());
    }

    private static RobustnessMetric metric(
            String point,
            String corruption,
            int severity,
            LabelKind kind,
            ClassificationSums sums) {
        MetricKey key = new MetricKey("run", "model", point, "cifar10", corruption, severity, kind);
        return RobustnessMetrics.cumulative(key, sums, 15, Instant.EPOCH);
    }

    @Test
    void of_severalPointsAndConditions_cleanFirstThenBySeverityThenMean() {
        String table =
                RobustnessTable.of(
                        List.of(
                                metric("midpoint", "snow", 2, LabelKind.OBSERVED, 1, 3),
                                metric("midpoint", "snow", 1, LabelKind.OBSERVED, 2, 2),
                                metric("midpoint", "none", 0, LabelKind.OBSERVED, 3, 1),
                                metric("endpoint-0", "none", 0, LabelKind.OBSERVED, 4, 0)));

        assertThat(table.lines())
                .containsExactly(
                        "                                  midpoint          endpoint-0",
                        "corruption      severity  images  accuracy     ECE    accuracy     ECE",
                        "clean                  -       4   75.00 %  0.0000    100.00 %  0.2500",
                        "snow                   1       4   50.00 %  0.2500           -       -",
                        "snow                   2       4   25.00 %  0.5000           -       -",
                        "mean corrupted                     37.50 %  0.3750           -       -");
    }

    @Test
    void of_trueLabels_rowsOfTheirOwn() {
        String table =
                RobustnessTable.of(
                        List.of(
                                metric("midpoint", "none", 0, LabelKind.TRUE, 3, 1),
                                metric("midpoint", "none", 0, LabelKind.OBSERVED, 2, 2)));

        assertThat(table.lines().skip(2).map(line -> line.split(" {2,}")[0]))
                .containsExactly("clean", "clean (true)");
    }

    @Test
    void of_noImages_dashesNotNaN() {
        String table =
                RobustnessTable.of(
                        List.of(
                                metric(
                                        "midpoint",
                                        "snow",
                                        1,
                                        LabelKind.OBSERVED,
                                        ClassificationSums.EMPTY)));

        assertThat(table.lines().skip(2))
                .containsExactly(
                        "snow                   1       0         -    -",
                        "mean corrupted                           -    -");
    }
}
