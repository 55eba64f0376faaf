package dev.midstream.trainer.evaluate;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.metrics.ClassificationAccumulator;
import dev.midstream.metrics.Outcome;
import dev.midstream.schemas.metric.RobustnessMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up outcomes per point, corruption, severity and kind of label. */
final class RobustnessSums implements OutcomeSink {
    private final TestPlan plan;
    private final String modelId;
    private final List<String> columns;
    private final Map<MetricKey, ClassificationAccumulator> sums = new LinkedHashMap<>();

    RobustnessSums(TestPlan plan, String modelId, List<String> columns) {
        this.plan = plan;
        this.modelId = modelId;
        this.columns = columns;
    }

    @Override
    public void accept(ChunkOutcomes outcomes) {
        for (int i = 0; i < columns.size(); i++) {
            add(outcomes, i, LabelKind.OBSERVED, outcomes.observed());
            if (!outcomes.byTrueLabel().isEmpty()) {
                add(outcomes, i, LabelKind.TRUE, outcomes.byTrueLabel());
            }
        }
    }

    private void add(
            ChunkOutcomes outcomes, int column, LabelKind kind, List<List<Outcome>> judged) {
        MetricKey key =
                new MetricKey(
                        plan.runId(),
                        modelId,
                        columns.get(column),
                        plan.images().name(),
                        outcomes.chunk().condition().corruption(),
                        outcomes.chunk().condition().severity(),
                        kind);
        ClassificationAccumulator accumulator =
                sums.computeIfAbsent(key, k -> new ClassificationAccumulator());
        judged.get(column).forEach(accumulator::add);
    }

    /** The figures so far, with {@code eceBins} bins of calibration error. */
    List<RobustnessMetric> metrics(int eceBins, Instant now) {
        List<RobustnessMetric> metrics = new ArrayList<>();
        sums.forEach(
                (key, accumulator) ->
                        metrics.add(
                                RobustnessMetrics.cumulative(
                                        key, accumulator.toSums(), eceBins, now)));
        return metrics;
    }
}
