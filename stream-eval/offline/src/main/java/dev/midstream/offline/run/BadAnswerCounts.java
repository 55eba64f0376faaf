package dev.midstream.offline.run;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.BadAnswers;
import java.util.ArrayList;
import java.util.List;

/** Counts the answers that cannot be judged, and keeps the first of them. */
final class BadAnswerCounts implements ChunkSink {

    private static final int MAX_EXAMPLES = 5;

    private final TestPlan plan;
    private final List<EvaluatedModel> models;
    private final long[] counts;
    private final List<BadAnswers.Example> examples = new ArrayList<>();
    private long answers;

    BadAnswerCounts(TestPlan plan, List<EvaluatedModel> models) {
        this.plan = plan;
        this.models = models;
        this.counts = new long[models.size()];
    }

    @Override
    public void accept(ScoredChunk chunk) {
        answers += chunk.chunk().size();
        for (BadAnswer bad : chunk.bad()) {
            counts[bad.model()]++;
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(
                        new BadAnswers.Example(
                                models.get(bad.model()).modelId(),
                                plan.images()
                                        .imageId(
                                                plan.imageOf(
                                                        chunk.chunk().items().get(bad.image()))),
                                chunk.chunk().condition(),
                                bad.reason()));
            }
        }
    }

    BadAnswers result() {
        List<BadAnswers.OfModel> ofModels = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            ofModels.add(new BadAnswers.OfModel(models.get(i).modelId(), counts[i], answers));
        }
        return new BadAnswers(ofModels, examples);
    }
}
