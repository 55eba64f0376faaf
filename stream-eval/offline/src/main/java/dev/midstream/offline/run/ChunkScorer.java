package dev.midstream.offline.run;

import dev.midstream.engine.Scorer;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.evaluation.panel.PanelLayout;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.offline.model.EvaluatedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Corrupts the images of a chunk once, scores them with every model and judges the answers.
 * Thread-safe.
 */
final class ChunkScorer {
    private final TestPlan plan;
    private final List<PanelLayout> layouts;
    private final List<PointPair> pairs;
    private final int eceBins;

    ChunkScorer(TestPlan plan, List<EvaluatedModel> models, int eceBins) {
        this.plan = plan;
        this.layouts = models.stream().map(EvaluatedModel::layout).toList();
        this.pairs = PointPair.of(models);
        this.eceBins = eceBins;
    }

    /**
     * Scores a chunk.
     *
     * @param scorers one for each model
     */
    ScoredChunk score(Chunk chunk, List<Scorer> scorers) {
        byte[] pixels = plan.pixels(chunk.items());
        List<float[]> logits = new ArrayList<>();
        List<ChunkTally> tallies = new ArrayList<>();
        for (int model = 0; model < layouts.size(); model++) {
            logits.add(scorers.get(model).score(pixels, chunk.size()));
            tallies.add(new ChunkTally(chunk, layouts.get(model).panel(), eceBins));
        }
        PairTally pairTally = new PairTally(pairs, layouts);
        for (int image = 0; image < chunk.size(); image++) {
            JudgedAnswers answers = answers(logits, image, chunk.size());
            judge(answers, plan.imageOf(chunk.items().get(image)), tallies);
            pairTally.add(answers);
        }
        return new ScoredChunk(
                chunk,
                tallies.stream().map(ChunkTally::outcomes).toList(),
                pairTally.disagreements());
    }

    private JudgedAnswers answers(List<float[]> logits, int image, int images) {
        List<ModelAnswer> answers = new ArrayList<>(layouts.size());
        for (int model = 0; model < layouts.size(); model++) {
            answers.add(layouts.get(model).answer(logits.get(model), image, images));
        }
        return new JudgedAnswers(answers);
    }

    private void judge(JudgedAnswers answers, int index, List<ChunkTally> tallies) {
        int observed = plan.observedLabel(index);
        int trueLabel = plan.images().label(index);
        LabelState state = observed == trueLabel ? LabelState.AS_GIVEN : LabelState.RELABELLED;
        answers.judge(observed);
        for (int model = 0; model < tallies.size(); model++) {
            tallies.get(model).addObserved(answers, model, observed, state);
        }
        if (plan.noise().isPresent()) {
            answers.judge(trueLabel);
            for (int model = 0; model < tallies.size(); model++) {
                tallies.get(model).addTrue(answers, model, state);
            }
        }
    }
}
