package dev.midstream.trainer.evaluate;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.metrics.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Corrupts the images of a chunk, scores them and judges the answers. */
final class ChunkScorer {
    private final TestPlan plan;

    ChunkScorer(TestPlan plan) {
        this.plan = plan;
    }

    ChunkOutcomes score(Chunk chunk, ScoredModel model) {
        byte[] pixels = plan.pixels(chunk.condition(), chunk.first(), chunk.size());
        List<List<Outcome>> observed = new ArrayList<>();
        List<List<Outcome>> byTrueLabel = new ArrayList<>();
        for (float[] logits : model.score(pixels, chunk.size())) {
            observed.add(judge(chunk, logits, plan::observedLabel));
            if (plan.noise().isPresent()) {
                byTrueLabel.add(judge(chunk, logits, plan.images()::label));
            }
        }
        return new ChunkOutcomes(chunk, observed, byTrueLabel);
    }

    private List<Outcome> judge(Chunk chunk, float[] logits, LabelOf labels) {
        int classes = plan.images().classes().size();
        List<Outcome> outcomes = new ArrayList<>(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            outcomes.add(Outcome.of(logits, i * classes, classes, labels.of(chunk.first() + i)));
        }
        return outcomes;
    }

    /** The label of an image by its index in the plan. */
    private interface LabelOf {
        int of(int index);
    }
}
