package dev.midstream.offline.run;

import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.judging.PanelSums;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PointAccumulator.LabelState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what one model answered for the images of a chunk, one after the other. */
final class ChunkTally {
    private final Chunk chunk;
    private final PanelSums observed;
    private final PanelSums byTrueLabel;
    private final List<Integer> answered = new ArrayList<>();
    private final List<List<Outcome>> outcomes = new ArrayList<>();
    private final List<ClasswiseCalibration> classwise = new ArrayList<>();
    private boolean trueLabels;

    ChunkTally(Chunk chunk, PointPanel panel, int eceBins) {
        this.chunk = chunk;
        this.observed = new PanelSums(panel);
        this.byTrueLabel = new PanelSums(panel);
        for (int i = 0; i < panel.judged().size(); i++) {
            outcomes.add(new ArrayList<>(chunk.size()));
            classwise.add(new ClasswiseCalibration(panel.classes(), eceBins));
        }
    }

    /**
     * Adds an image that was judged by its observed label.
     *
     * @param model the place of this model among those that answered
     * @param image its position in the chunk
     */
    void addObserved(JudgedAnswers answers, int model, int image, int label, LabelState state) {
        answered.add(image);
        observed.add(answers, model, state);
        int position = answers.panel(model).mapping().position(label);
        for (int i = 0; i < outcomes.size(); i++) {
            outcomes.get(i).add(answers.outcome(model, i));
            classwise.get(i).add(answers.logits(model, i), answers.offset(model, i), position);
        }
    }

    /** Adds the same image, judged by its true label. */
    void addTrue(JudgedAnswers answers, int model, LabelState state) {
        trueLabels = true;
        byTrueLabel.add(answers, model, state);
    }

    /** Returns what was collected. */
    ChunkOutcomes outcomes() {
        return new ChunkOutcomes(
                chunk,
                answered,
                outcomes,
                observed,
                trueLabels ? Optional.of(byTrueLabel) : Optional.empty(),
                classwise);
    }
}
