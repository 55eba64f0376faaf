package dev.midstream.offline.run;

import dev.midstream.engine.IsolatingScorer;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.pair.PairChoice;
import dev.midstream.offline.pair.PairTally;
import dev.midstream.offline.pair.PointPair;
import dev.midstream.offline.pair.SharedClasses;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrupts the images of a chunk once, scores them with every model and judges the answers.
 * Thread-safe.
 */
final class ChunkScorer {
    private final TestPlan plan;
    private final ChunkImages images;
    private final List<EvaluatedModel> models;
    private final List<PanelLayout> layouts;
    private final List<PointPair> pairs;
    private final SharedClasses classes;
    private final int eceBins;

    ChunkScorer(TestPlan plan, List<EvaluatedModel> models, int eceBins, PairChoice choice) {
        this.plan = plan;
        this.images = new ChunkImages(plan);
        this.models = models;
        this.layouts = models.stream().map(EvaluatedModel::layout).toList();
        this.pairs = PointPair.of(models, choice);
        this.classes = SharedClasses.of(models);
        this.eceBins = eceBins;
    }

    /**
     * Scores a chunk.
     *
     * @param scorers one for each model
     */
    ScoredChunk score(Chunk chunk, List<IsolatingScorer> scorers) {
        byte[] pixels = images.of(chunk.items());
        ChunkAnswers answers = new ChunkAnswers(chunk.size(), models, layouts);
        List<ChunkTally> tallies = new ArrayList<>();
        for (int model = 0; model < layouts.size(); model++) {
            answers.score(model, scorers.get(model), pixels);
            tallies.add(new ChunkTally(chunk, layouts.get(model).panel(), eceBins));
        }
        PairTally pairTally = new PairTally(pairs, layouts, classes);
        for (int image = 0; image < chunk.size(); image++) {
            JudgedAnswers judged = answers.of(image);
            int[] places = answers.places(image);
            judge(judged, places, chunk, image, tallies);
            pairTally.add(judged, places);
        }
        return new ScoredChunk(
                chunk,
                tallies.stream().map(ChunkTally::outcomes).toList(),
                pairTally.disagreements(),
                answers.bad());
    }

    private void judge(
            JudgedAnswers answers, int[] places, Chunk chunk, int image, List<ChunkTally> tallies) {
        int index = plan.imageOf(chunk.items().get(image));
        int observed = plan.observedLabel(index);
        int trueLabel = plan.images().label(index);
        LabelState state = observed == trueLabel ? LabelState.AS_GIVEN : LabelState.RELABELLED;
        answers.judge(observed);
        for (int model = 0; model < places.length; model++) {
            if (places[model] >= 0) {
                tallies.get(model).addObserved(answers, places[model], image, observed, state);
            }
        }
        if (plan.noise().isPresent()) {
            answers.judge(trueLabel);
            for (int model = 0; model < places.length; model++) {
                if (places[model] >= 0) {
                    tallies.get(model).addTrue(answers, places[model], state);
                }
            }
        }
    }
}
