package dev.midstream.evaluation.judging;

import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.metrics.PointSums;

/** The sums of all judged points of one model over some images. Not thread-safe. */
public final class PanelSums {
    private final PointPanel panel;
    private final PointAccumulator[] judged;

    /** Begins with no image. */
    public PanelSums(PointPanel panel) {
        this.panel = panel;
        this.judged = new PointAccumulator[panel.judged().size()];
        for (int i = 0; i < judged.length; i++) {
            judged[i] = new PointAccumulator();
        }
    }

    /** Returns the panel whose points are judged. */
    public PointPanel panel() {
        return panel;
    }

    /**
     * Adds an image.
     *
     * @param answers judged by the label that these sums are of
     * @param model the index of this panel's model among those that answered
     */
    public void add(JudgedAnswers answers, int model, LabelState state) {
        answers.addTo(model, judged, state);
    }

    /** Returns the sums of a judged point. */
    public PointSums of(int point) {
        return judged[point].toSums();
    }
}
