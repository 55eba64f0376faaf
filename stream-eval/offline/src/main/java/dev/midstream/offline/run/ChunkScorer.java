package dev.midstream.offline.run;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.Disagreement;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.Softmax;
import dev.midstream.offline.model.Column;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.ScoredModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrupts the images of a chunk once, scores them with every model and judges the answers. Safe
 * for use by several threads.
 */
final class ChunkScorer {
    private final TestPlan plan;
    private final List<EvaluatedModel> models;
    private final List<PointPair> pairs;
    private final int eceBins;

    ChunkScorer(TestPlan plan, List<EvaluatedModel> models, int eceBins) {
        this.plan = plan;
        this.models = models;
        this.pairs = PointPair.of(models);
        this.eceBins = eceBins;
    }

    /**
     * Scores a chunk.
     *
     * @param scorers one a model
     */
    ScoredChunk score(Chunk chunk, List<ScoredModel> scorers) {
        byte[] pixels = plan.pixels(chunk.condition(), chunk.first(), chunk.size());
        List<List<float[]>> logits = new ArrayList<>();
        for (int model = 0; model < models.size(); model++) {
            logits.add(columnLogits(models.get(model), scorers.get(model), pixels, chunk.size()));
        }
        List<ChunkOutcomes> outcomes = new ArrayList<>();
        for (int model = 0; model < models.size(); model++) {
            outcomes.add(judge(chunk, models.get(model).classes(), logits.get(model)));
        }
        return new ScoredChunk(chunk, outcomes, disagreements(chunk, logits));
    }

    private static List<float[]> columnLogits(
            EvaluatedModel model, ScoredModel scorer, byte[] pixels, int images) {
        List<float[]> points = scorer.score(pixels, images);
        List<float[]> logits = new ArrayList<>();
        for (Column column : model.columns()) {
            logits.add(column.logits(points, images, model.classes()));
        }
        return logits;
    }

    private ChunkOutcomes judge(Chunk chunk, int classes, List<float[]> logits) {
        List<List<Outcome>> observed = new ArrayList<>();
        List<List<Outcome>> byTrueLabel = new ArrayList<>();
        List<ClasswiseCalibration> classwise = new ArrayList<>();
        for (float[] column : logits) {
            observed.add(judge(chunk, column, classes, plan::observedLabel));
            if (plan.noise().isPresent()) {
                byTrueLabel.add(judge(chunk, column, classes, plan.images()::label));
            }
            ClasswiseCalibration calibration = new ClasswiseCalibration(classes, eceBins);
            for (int i = 0; i < chunk.size(); i++) {
                calibration.add(column, i * classes, plan.observedLabel(chunk.first() + i));
            }
            classwise.add(calibration);
        }
        return new ChunkOutcomes(chunk, observed, byTrueLabel, classwise);
    }

    private static List<Outcome> judge(Chunk chunk, float[] logits, int classes, LabelOf labels) {
        List<Outcome> outcomes = new ArrayList<>(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            outcomes.add(Outcome.of(logits, i * classes, classes, labels.of(chunk.first() + i)));
        }
        return outcomes;
    }

    private List<Disagreement> disagreements(Chunk chunk, List<List<float[]>> logits) {
        List<Disagreement> disagreements = new ArrayList<>();
        pairs.forEach(pair -> disagreements.add(new Disagreement()));
        if (pairs.isEmpty()) {
            return disagreements;
        }
        int classes = models.get(0).classes();
        double[][][] probabilities = new double[models.size()][][];
        for (int model = 0; model < models.size(); model++) {
            probabilities[model] = new double[logits.get(model).size()][classes];
        }
        for (int i = 0; i < chunk.size(); i++) {
            for (int model = 0; model < models.size(); model++) {
                for (int column = 0; column < probabilities[model].length; column++) {
                    Softmax.write(
                            logits.get(model).get(column),
                            i * classes,
                            probabilities[model][column]);
                }
            }
            for (int pair = 0; pair < pairs.size(); pair++) {
                PointPair places = pairs.get(pair);
                disagreements
                        .get(pair)
                        .add(
                                probabilities[places.one().model()][places.one().column()],
                                probabilities[places.other().model()][places.other().column()]);
            }
        }
        return disagreements;
    }

    /** The label of an image by its index in the plan. */
    private interface LabelOf {
        int of(int index);
    }
}
