package dev.midstream.offline.run;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.ModelManifest;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.PointProfile;
import dev.midstream.evaluation.record.Reference;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up outcomes per point, corruption, severity and kind of label, and compares every point with
 * the model's midpoint, where it is evaluated.
 */
final class RobustnessSums implements OutcomeSink {
    private final String runId;
    private final TestPlan plan;
    private final String modelId;
    private final List<String> columns;
    private final List<PointProfile> profiles;
    private final Map<MetricKey, PointAccumulator> sums = new LinkedHashMap<>();

    RobustnessSums(String runId, TestPlan plan, ModelManifest manifest, List<String> columns) {
        this.runId = runId;
        this.plan = plan;
        this.modelId = manifest.getModelId();
        this.columns = columns;
        this.profiles =
                columns.stream()
                        .map(id -> PointProfile.of(manifest, columns, id, new Reference.Midpoint()))
                        .toList();
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
                        runId,
                        modelId,
                        columns.get(column),
                        plan.images().name(),
                        outcomes.chunk().condition().corruption(),
                        outcomes.chunk().condition().severity(),
                        kind);
        PointAccumulator accumulator = sums.computeIfAbsent(key, k -> new PointAccumulator());
        Optional<List<Outcome>> reference =
                profiles.get(column)
                        .reference()
                        .map(point -> judged.get(columns.indexOf(point.pointId())));
        for (int i = 0; i < judged.get(column).size(); i++) {
            Outcome outcome = judged.get(column).get(i);
            accumulator.add(outcome, labelState(outcomes.chunk().first() + i));
            if (reference.isPresent()) {
                accumulator.compare(outcome, reference.get().get(i));
            }
        }
    }

    private LabelState labelState(int index) {
        return plan.observedLabel(index) == plan.images().label(index)
                ? LabelState.AS_GIVEN
                : LabelState.RELABELLED;
    }

    /** The figures so far, with {@code eceBins} bins of calibration error. */
    List<RobustnessMetric> metrics(int eceBins, Instant now) {
        List<RobustnessMetric> metrics = new ArrayList<>();
        sums.forEach(
                (key, accumulator) ->
                        metrics.add(
                                RobustnessMetrics.cumulative(
                                        key,
                                        profiles.get(columns.indexOf(key.getPointId())),
                                        accumulator.toSums(),
                                        eceBins,
                                        now)));
        return metrics;
    }
}
