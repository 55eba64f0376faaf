package dev.midstream.offline.run;

import dev.midstream.images.plan.TestPlan;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.BadAnswers;
import java.util.ArrayList;
import java.util.List;

/** Counts the answers that cannot be judged, and keeps the first of all and of each model. */
final class BadAnswerCounts {

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

    /**
     * Counts the answers for some images.
     *
     * @param items their numbers in the plan
     * @param bad the answers for them that cannot be judged
     */
    void add(List<Integer> items, List<BadAnswer> bad) {
        answers += items.size();
        for (BadAnswer one : bad) {
            counts[one.model()]++;
            if (examples.size() < MAX_EXAMPLES || counts[one.model()] == 1) {
                examples.add(example(items.get(one.image()), one));
            }
        }
    }

    private BadAnswers.Example example(int item, BadAnswer bad) {
        return new BadAnswers.Example(
                models.get(bad.model()).modelId(),
                plan.images().imageId(plan.imageOf(item)),
                plan.conditions().get(plan.conditionOf(item)),
                bad.reason());
    }

    BadAnswers result() {
        List<BadAnswers.OfModel> ofModels = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            ofModels.add(new BadAnswers.OfModel(models.get(i).modelId(), counts[i], answers));
        }
        return new BadAnswers(ofModels, examples);
    }
}
