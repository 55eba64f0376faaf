package dev.midstream.offline.run;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.judging.PanelSums;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.PointSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sums of one model's columns by corruption, severity and kind of label. */
final class RobustnessSums implements OutcomeSink {
    private final String runId;
    private final String dataset;
    private final PointPanel panel;
    private final Map<MetricKey, Cell> cells = new LinkedHashMap<>();

    private record Cell(PointProfile profile, PointSums sums) {
        Cell plus(Cell later) {
            return new Cell(profile, sums.plus(later.sums));
        }
    }

    RobustnessSums(String runId, String dataset, PointPanel panel) {
        this.runId = runId;
        this.dataset = dataset;
        this.panel = panel;
    }

    @Override
    public void accept(ChunkOutcomes outcomes) {
        for (int i = 0; i < panel.judged().size(); i++) {
            add(outcomes.chunk(), LabelKind.OBSERVED, outcomes.observed(), i);
            if (outcomes.byTrueLabel().isPresent()) {
                add(outcomes.chunk(), LabelKind.TRUE, outcomes.byTrueLabel().get(), i);
            }
        }
    }

    private void add(Chunk chunk, LabelKind kind, PanelSums sums, int column) {
        JudgedPoint point = panel.judged().get(column);
        MetricKey key =
                new MetricKey(
                        runId,
                        panel.modelId(),
                        point.pointId(),
                        dataset,
                        chunk.condition().corruption(),
                        chunk.condition().severity(),
                        kind);
        PointSums added = sums.of(column);
        if (added.classification().count() == 0) {
            return;
        }
        cells.merge(key, new Cell(point.profile(), added), Cell::plus);
    }

    /** Returns the figures so far, with {@code eceBins} bins of calibration error. */
    List<RobustnessMetric> metrics(int eceBins, Instant now) {
        List<RobustnessMetric> metrics = new ArrayList<>();
        cells.forEach(
                (key, cell) ->
                        metrics.add(
                                RobustnessMetrics.cumulative(
                                        key, cell.profile(), cell.sums(), eceBins, now)));
        return metrics;
    }
}
