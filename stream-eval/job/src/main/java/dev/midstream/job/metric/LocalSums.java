package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.metrics.ClassificationAccumulator;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PointLogits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sums of the images since the last drain, a set of them per cell and judged point. */
final class LocalSums {
    private static final int MOST_CELLS = 4096;

    private final PointPanel panel;
    private final List<String> judgedIds;
    private final Map<Cell, ClassificationAccumulator[]> cells = new HashMap<>();

    LocalSums(PointPanel panel) {
        this.panel = panel;
        this.judgedIds = panel.judgedIds();
    }

    /** What the keys of all points have in common. */
    private record Cell(
            String runId, String dataset, String corruption, int severity, LabelKind labelKind) {
        // By hand, because the JDK keeps the class loader of the last record that it generated
        // these methods for (JDK-internal cache in java.lang.runtime.ObjectMethods).
        @Override
        public boolean equals(Object other) {
            return other instanceof Cell cell
                    && severity == cell.severity
                    && labelKind == cell.labelKind
                    && corruption.equals(cell.corruption)
                    && runId.equals(cell.runId)
                    && dataset.equals(cell.dataset);
        }

        @Override
        public int hashCode() {
            int hash = 31 * corruption.hashCode() + severity;
            return 31 * (31 * hash + runId.hashCode()) + labelKind.ordinal();
        }
    }

    void add(ScoredImage image) {
        ImageContext context = image.context();
        int points = panel.pointIds().size();
        float[] mean = {};
        if (panel.ensemble() == PointPanel.Ensemble.INCLUDED) {
            mean = PointLogits.mean(image.logits(), points, 1, panel.classes());
        }
        add(image.logits(), mean, LabelKind.OBSERVED, context.label(), context);
        if (context.trueLabel() != ImageContext.NO_LABEL) {
            add(image.logits(), mean, LabelKind.TRUE, context.trueLabel(), context);
        }
    }

    /** Returns whether so many cells wait that they should be drained before the interval ends. */
    boolean isFull() {
        return cells.size() >= MOST_CELLS;
    }

    void drain(Consumer<MetricDelta> consumer) {
        for (Map.Entry<Cell, ClassificationAccumulator[]> entry : cells.entrySet()) {
            Cell cell = entry.getKey();
            for (int judged = 0; judged < judgedIds.size(); judged++) {
                MetricKey key =
                        new MetricKey(
                                cell.runId(),
                                panel.modelId(),
                                judgedIds.get(judged),
                                cell.dataset(),
                                cell.corruption(),
                                cell.severity(),
                                cell.labelKind());
                consumer.accept(new MetricDelta(key, entry.getValue()[judged].toSums()));
            }
        }
        cells.clear();
    }

    private void add(
            float[] logits, float[] mean, LabelKind kind, int label, ImageContext context) {
        Cell cell =
                new Cell(
                        context.runId(),
                        context.dataset(),
                        context.corruption(),
                        context.severity(),
                        kind);
        ClassificationAccumulator[] sums = cells.computeIfAbsent(cell, c -> accumulators());
        int points = panel.pointIds().size();
        for (int point = 0; point < points; point++) {
            sums[point].add(Outcome.of(logits, point * panel.classes(), panel.classes(), label));
        }
        if (mean.length > 0) {
            sums[points].add(Outcome.of(mean, 0, panel.classes(), label));
        }
    }

    private ClassificationAccumulator[] accumulators() {
        ClassificationAccumulator[] accumulators = new ClassificationAccumulator[judgedIds.size()];
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i] = new ClassificationAccumulator();
        }
        return accumulators;
    }
}
