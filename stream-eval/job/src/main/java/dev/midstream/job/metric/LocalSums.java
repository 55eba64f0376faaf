package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.judging.PanelSums;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.metrics.PointAccumulator.LabelState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The sums of the images since the last drain, for each cell and judged point. */
final class LocalSums {
    private static final int MAX_CELLS = 4096;

    private final Map<Cell, CellSums> cells = new HashMap<>();
    private long earliest = Long.MAX_VALUE;

    /** The part of metric keys that all points of a panel share. */
    private record Cell(
            long windowStart,
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
                    && windowStart == cell.windowStart
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
            hash = 31 * (31 * hash + runId.hashCode()) + labelKind.ordinal();
            return 31 * hash + Long.hashCode(windowStart);
        }
    }

    private static final class CellSums {
        private final PanelSums sums;
        // The images that no other cell stands for.
        private long images;

        CellSums(PointPanel panel) {
            sums = new PanelSums(panel);
        }
    }

    /**
     * Adds an image.
     *
     * @param windowStart start of the window of the image
     * @return whether it counts: an image that waited for its label, and was scored before the job
     *     was started with other classes, may have got one that its answers cannot be judged by
     */
    boolean add(ScoredImage image, long windowStart) {
        ImageContext context = image.context();
        boolean trueLabelKnown = context.trueLabel() != ImageContext.NO_LABEL;
        LabelState state =
                trueLabelKnown && context.trueLabel() != context.label()
                        ? LabelState.RELABELLED
                        : LabelState.AS_GIVEN;
        JudgedAnswers answers = new JudgedAnswers(image.answers());
        if (!answers.canJudge(context.label())
                || (trueLabelKnown && !answers.canJudge(context.trueLabel()))) {
            return false;
        }
        if (windowStart != Windows.NO_WINDOW) {
            earliest = Math.min(earliest, windowStart);
        }
        answers.judge(context.label());
        add(answers, windowStart, context, LabelKind.OBSERVED, state);
        if (trueLabelKnown) {
            answers.judge(context.trueLabel());
            add(answers, windowStart, context, LabelKind.TRUE, state);
        }
        return true;
    }

    /** Returns whether there are too many cells to wait for the end of the interval. */
    boolean isFull() {
        return cells.size() >= MAX_CELLS;
    }

    /**
     * Returns the start of the earliest window with images, or {@link Long#MAX_VALUE} if there are
     * none.
     */
    long earliestWindow() {
        return earliest;
    }

    void drain(Consumer<WindowedDelta> consumer) {
        for (Map.Entry<Cell, CellSums> entry : cells.entrySet()) {
            Cell cell = entry.getKey();
            CellSums sums = entry.getValue();
            PointPanel panel = sums.sums.panel();
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
                MetricDelta delta = new MetricDelta(key, judged.get(i).profile(), sums.sums.of(i));
                consumer.accept(
                        new WindowedDelta(cell.windowStart(), delta, i == 0 ? sums.images : 0));
            }
        }
        cells.clear();
        earliest = Long.MAX_VALUE;
    }

    private void add(
            JudgedAnswers answers,
            long windowStart,
            ImageContext context,
            LabelKind kind,
            LabelState state) {
        for (int model = 0; model < answers.models(); model++) {
            PointPanel panel = answers.panel(model);
            Cell cell =
                    new Cell(
                            windowStart,
                            panel.id(),
                            context.runId(),
                            context.dataset(),
                            context.corruption(),
                            context.severity(),
                            kind);
            CellSums sums = cells.computeIfAbsent(cell, c -> new CellSums(panel));
            sums.sums.add(answers, model, state);
            if (model == 0 && kind == LabelKind.OBSERVED) {
                sums.images++;
            }
        }
    }
}
