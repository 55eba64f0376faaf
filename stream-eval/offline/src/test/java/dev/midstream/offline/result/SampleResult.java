package dev.midstream.offline.result;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.panel.Column;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.Design;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of one column that are known by hand. */
public final class SampleResult {
    private static final Condition FOG = new Condition("fog", 3);

    /** Two images under fog were not answered. */
    public static final Map<Condition, Integer> SHOWN =
            Map.of(
                    Condition.CLEAN,
                    10,
                    new Condition("snow", 1),
                    10,
                    new Condition("snow", 3),
                    10,
                    FOG,
                    12);

    private SampleResult() {}

    /** Clean 9 of 10 right; snow 8, 6 and fog 4 of 10, all with confidence 3/4. */
    public static ColumnResult of(String point, Design design) {
        Map<Condition, Integer> right = new LinkedHashMap<>();
        right.put(Condition.CLEAN, 9);
        right.put(new Condition("snow", 1), 8);
        right.put(new Condition("snow", 3), 6);
        right.put(FOG, 4);
        return of(point, design, right);
    }

    /** The same where no image under fog was answered. */
    public static ColumnResult withoutFog(Design design) {
        Map<Condition, Integer> right = new LinkedHashMap<>();
        right.put(Condition.CLEAN, 9);
        right.put(new Condition("snow", 1), 8);
        right.put(new Condition("snow", 3), 6);
        return of("midpoint", design, right);
    }

    /** The same where fog is the only corruption. */
    public static ColumnResult fogOnly(Design design) {
        ColumnResult all = of("midpoint", design, Map.of(FOG, 4));
        return new ColumnResult(
                all.modelId(),
                all.column(),
                all.cells(),
                all.summary(),
                new ShownItems(design, 100, Map.of(FOG, 12)));
    }

    private static ColumnResult of(String point, Design design, Map<Condition, Integer> right) {
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
                Column.of(point, List.of(0)),
                cells,
                RobustnessSummaries.of(metrics, Instant.EPOCH).get(0),
                new ShownItems(design, 100, SHOWN));
    }
}
