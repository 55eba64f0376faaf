package dev.midstream.offline.run;

import dev.midstream.engine.Batching;
import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.evaluation.classes.DatasetClasses;
import dev.midstream.evaluation.panel.EnsembleChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.ModelFit;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The figures of every point of a model over all images and conditions of a plan together. */
public final class PointScores {
    private PointScores() {}

    /**
     * Scores a model.
     *
     * @param eceBins bins of the calibration error
     * @param processor what scores, in float32
     * @return the figures of the points, in the order of the manifest
     * @throws InvalidModelException if the model does not fit the images, or the engine cannot use
     *     it
     * @throws IOException if an answer cannot be judged
     */
    public static List<ClassificationFigures> of(
            ModelDirectory directory, TestPlan plan, int eceBins, Processor processor)
            throws InvalidModelException, IOException, InterruptedException {
        EvaluatedModel model =
                EvaluatedModel.of(
                        directory,
                        PanelChoice.parse(PointSelection.ALL, List.of(EnsembleChoice.NONE)),
                        new Batching(
                                Batching.defaultBatchSize(processor),
                                1,
                                ScoringPrecision.FLOAT32,
                                processor));
        ModelFit.requireSize(model.manifest(), plan.images());
        DatasetClasses classes =
                DatasetClasses.of(
                        plan.images().name(),
                        plan.images().classes(),
                        model.manifest().getClasses());
        model = model.with(ModelFit.mapping(model.manifest(), plan, classes));
        List<ClassificationSums.Accumulator> sums = new ArrayList<>();
        model.columns().forEach(column -> sums.add(new ClassificationSums.Accumulator()));
        new Evaluator(
                        List.of(model),
                        eceBins,
                        PairChoice.NONE,
                        Runtime.getRuntime().availableProcessors())
                .evaluate(
                        plan,
                        chunk -> {
                            requireAll(directory, chunk);
                            List<List<Outcome>> observed = chunk.outcomes().get(0).outcomes();
                            for (int i = 0; i < sums.size(); i++) {
                                observed.get(i).forEach(sums.get(i)::add);
                            }
                        });
        return sums.stream().map(sum -> ClassificationFigures.of(sum.toSums(), eceBins)).toList();
    }

    /** Figures of different images could not be compared. */
    private static void requireAll(ModelDirectory directory, ScoredChunk chunk) throws IOException {
        if (!chunk.bad().isEmpty()) {
            throw new IOException(
                    "Cannot compare the points of %s: it does not answer every image. %s"
                            .formatted(
                                    directory.manifest().getModelId(),
                                    chunk.bad().get(0).reason()));
        }
    }
}
