package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.JudgedPoint;
import dev.midstream.job.scoring.PointPanel;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sums of the images since the last drain, a set of them per cell and judged point. */
final class LocalSums {
    private static final int MOST_CELLS = 4096;

    private final Map<Cell, PanelSums> cells = new HashMap<>();

    /** What the keys of all points of a panel have in common. */
    private record Cell(
            String panelId,
            String runId,
            String dataset,
            String corruption,
            int severity,
            LabelKind labelKind) {
        // By hand, because the JDK keeps the class loader of the last record that it generated
        // these methods for (JDK-internal cache in java.lang.runtime.ObjectMethods).
        @Override
        public boolean equals(Object other) {
            return other instanceof Cell cell
                    && severity == cell.severity
                    && labelKind == cell.labelKind
                    && corruption.equals(cell.corruption)
                    && panelId.equals(cell.panelId)
                    && runId.equals(cell.runId)
                    && dataset.equals(cell.dataset);
        }

        @Override
        public int hashCode() {
            int hash = 31 * corruption.hashCode() + severity;
            hash = 31 * hash + panelId.hashCode();
            return 31 * (31 * hash + runId.hashCode()) + labelKind.ordinal();
        }
    }

    private record PanelSums(PointPanel panel, PointAccumulator[] judged) {}

    void add(ScoredImage image) {
        ImageContext context = image.context();
        boolean trueLabelKnown = context.trueLabel() != ImageContext.NO_LABEL;
        LabelState state =
                trueLabelKnown && context.trueLabel() != context.label()
                        ? LabelState.RELABELLED
                        : LabelState.AS_GIVEN;
        JudgedAnswers answers = new JudgedAnswers(image.answers());
        answers.judge(context.label());
        add(answers, context, LabelKind.OBSERVED, state);
        if (trueLabelKnown) {
            answers.judge(context.trueLabel());
            add(answers, context, LabelKind.TRUE, state);
        }
    }

    /** Returns whether so many cells wait that they should be drained before the interval ends. */
    boolean isFull() {
        return cells.size() >= MOST_CELLS;
    }

    void drain(Consumer<MetricDelta> consumer) {
        for (Map.Entry<Cell, PanelSums> entry : cells.entrySet()) {
            Cell cell = entry.getKey();
            PointPanel panel = entry.getValue().panel();
            List<JudgedPoint> judged = panel.judged();
            for (int i = 0; i < judged.size(); i++) {
                MetricKey key =
                        new MetricKey(
                                cell.runId(),
                                panel.modelId(),
                                judged.get(i).pointId(),
                                cell.dataset(),
                                cell.corruption(),
                                cell.severity(),
                                cell.labelKind());
                consumer.accept(
                        new MetricDelta(
                                key,
                                judged.get(i).profile(),
                                entry.getValue().judged()[i].toSums()));
            }
        }
        cells.clear();
    }

    private void add(
            JudgedAnswers answers, ImageContext context, LabelKind kind, LabelState state) {
        for (int model = 0; model < answers.models(); model++) {
            PointPanel panel = answers.panel(model);
            Cell cell =
                    new Cell(
                            panel.id(),
                            context.runId(),
                            context.dataset(),
                            context.corruption(),
                            context.severity(),
                            kind);
            PanelSums sums = cells.computeIfAbsent(cell, c -> empty(panel));
            answers.addTo(model, sums.judged(), state);
        }
    }

    private static PanelSums empty(PointPanel panel) {
        PointAccumulator[] accumulators = new PointAccumulator[panel.judged().size()];
        for (int i = 0; i < accumulators.length; i++) {
            accumulators[i] = new PointAccumulator();
        }
        return new PanelSums(panel, accumulators);
    }
}
