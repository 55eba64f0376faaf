package dev.midstream.evaluation.judging;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.JudgedPoint;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PointPanel;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.metrics.Softmax;
import java.util.List;

/** The models' answers for one image, judged by one label after the other. */
public final class JudgedAnswers {
    private final List<ModelAnswer> answers;
    // The ensemble's logits of each model; empty where it is not judged.
    private final float[][] means;
    private final Outcome[][] outcomes;

    /** Takes the answers of all models that scored the image. */
    public JudgedAnswers(List<ModelAnswer> answers) {
        this.answers = answers;
        this.means = new float[answers.size()][];
        this.outcomes = new Outcome[answers.size()][];
        for (int model = 0; model < means.length; model++) {
            PointPanel panel = answers.get(model).panel();
            means[model] = panel.hasEnsembleRow() ? answers.get(model).ensemble() : new float[0];
            outcomes[model] = new Outcome[panel.judged().size()];
        }
    }

    /** Returns the number of models. */
    public int models() {
        return outcomes.length;
    }

    /** Returns what is judged of a model. */
    public PointPanel panel(int model) {
        return answers.get(model).panel();
    }

    /** Returns whether every model has the class of a label among those that count. */
    public boolean canJudge(int index) {
        for (int model = 0; model < outcomes.length; model++) {
            if (panel(model).mapping().position(index) == ClassMapping.NO_CLASS) {
                return false;
            }
        }
        return true;
    }

    /**
     * Judges all answers by a label, which every model's mapping finds among its classes.
     *
     * @throws IllegalArgumentException if it is not there
     */
    public void judge(int index) {
        for (int model = 0; model < outcomes.length; model++) {
            int classes = panel(model).classes();
            int label = panel(model).mapping().position(index);
            for (int i = 0; i < outcomes[model].length; i++) {
                outcomes[model][i] = Outcome.of(logits(model, i), offset(model, i), classes, label);
            }
        }
    }

    /** Returns what a judged point answered, by the label judged last. */
    public Outcome outcome(int model, int judged) {
        return outcomes[model][judged];
    }

    /** Returns an array that holds the logits of a judged point, beginning at its offset. */
    public float[] logits(int model, int judged) {
        return row(model, judged) == JudgedPoint.ENSEMBLE_ROW
                ? means[model]
                : answers.get(model).logits();
    }

    /** Returns where the logits of a judged point begin in their array. */
    public int offset(int model, int judged) {
        int row = row(model, judged);
        return row == JudgedPoint.ENSEMBLE_ROW ? 0 : row * panel(model).classes();
    }

    /** Writes the probabilities of all classes that a judged point answered. */
    public void writeProbabilities(int model, int judged, double[] probabilities) {
        Softmax.write(logits(model, judged), offset(model, judged), probabilities);
    }

    /** Adds a model's outcomes, and compares each with its reference where that has answered. */
    public void addTo(int model, PointAccumulator[] sums, LabelState state) {
        List<JudgedPoint> judged = panel(model).judged();
        for (int i = 0; i < sums.length; i++) {
            sums[i].add(outcomes[model][i], state);
            if (judged.get(i).isCompared()) {
                compare(judged.get(i), outcomes[model][i], sums[i]);
            }
        }
    }

    private int row(int model, int judged) {
        return panel(model).judged().get(judged).row();
    }

    private void compare(JudgedPoint point, Outcome outcome, PointAccumulator sums) {
        for (int model = 0; model < outcomes.length; model++) {
            if (!panel(model).modelId().equals(point.referenceModelId())) {
                continue;
            }
            List<JudgedPoint> judged = panel(model).judged();
            for (int i = 0; i < outcomes[model].length; i++) {
                if (judged.get(i).pointId().equals(point.referencePointId())) {
                    sums.compare(outcome, outcomes[model][i]);
                }
            }
        }
    }
}
