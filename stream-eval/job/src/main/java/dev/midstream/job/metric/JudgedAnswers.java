package dev.midstream.job.metric;

import dev.midstream.job.scoring.JudgedPoint;
import dev.midstream.job.scoring.ModelAnswer;
import dev.midstream.job.scoring.PointPanel;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PointAccumulator;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.metrics.PointLogits;
import dev.midstream.metrics.Softmax;
import java.util.List;

/** The models' answers for one image, judged by one label after the other. */
final class JudgedAnswers {
    private final List<ModelAnswer> answers;
    // The ensemble's logits of each model; empty where it is not judged.
    private final float[][] means;
    private final Outcome[][] outcomes;

    JudgedAnswers(List<ModelAnswer> answers) {
        this.answers = answers;
        this.means = new float[answers.size()][];
        this.outcomes = new Outcome[answers.size()][];
        for (int model = 0; model < means.length; model++) {
            PointPanel panel = answers.get(model).panel();
            means[model] = mean(answers.get(model));
            outcomes[model] = new Outcome[panel.judged().size()];
        }
    }

    int models() {
        return outcomes.length;
    }

    PointPanel panel(int model) {
        return answers.get(model).panel();
    }

    /** What a judged point answered, by the label judged last. */
    Outcome outcome(int model, int judged) {
        return outcomes[model][judged];
    }

    /** The probabilities of all classes that a judged point answered. */
    double[] probabilities(int model, int judged) {
        PointPanel panel = panel(model);
        double[] probabilities = new double[panel.classes()];
        int row = panel.judged().get(judged).row();
        if (row == JudgedPoint.ENSEMBLE_ROW) {
            Softmax.write(means[model], 0, probabilities);
        } else {
            float[] logits = answers.get(model).logits();
            Softmax.write(logits, row * panel.classes(), probabilities);
        }
        return probabilities;
    }

    void judge(int label) {
        for (int model = 0; model < outcomes.length; model++) {
            PointPanel panel = panel(model);
            for (int i = 0; i < outcomes[model].length; i++) {
                int row = panel.judged().get(i).row();
                outcomes[model][i] =
                        row == JudgedPoint.ENSEMBLE_ROW
                                ? Outcome.of(means[model], 0, panel.classes(), label)
                                : Outcome.of(
                                        answers.get(model).logits(),
                                        row * panel.classes(),
                                        panel.classes(),
                                        label);
            }
        }
    }

    /** Adds a model's outcomes, and compares each with its reference where that has answered. */
    void addTo(int model, PointAccumulator[] sums, LabelState state) {
        List<JudgedPoint> judged = panel(model).judged();
        for (int i = 0; i < sums.length; i++) {
            sums[i].add(outcomes[model][i], state);
            if (judged.get(i).isCompared()) {
                compare(judged.get(i), outcomes[model][i], sums[i]);
            }
        }
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

    private static float[] mean(ModelAnswer answer) {
        for (JudgedPoint point : answer.panel().judged()) {
            if (point.row() == JudgedPoint.ENSEMBLE_ROW) {
                PointPanel panel = answer.panel();
                return PointLogits.mean(answer.logits(), panel.scored(), 1, panel.classes());
            }
        }
        return new float[0];
    }
}
