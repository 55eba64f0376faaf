package dev.midstream.offline.result;

import dev.midstream.images.corruption.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers that cannot be judged: the figures of their models are without their images, and a
 * gate takes them as right or wrong.
 *
 * @param models what is known of each model's, in the order of the models
 * @param examples the first of all, and the first of each model
 */
public record BadAnswers(List<OfModel> models, List<Example> examples) {

    /**
     * Those of one model.
     *
     * @param bad answers that cannot be judged
     * @param answers all of them, one for each image and condition
     */
    public record OfModel(String modelId, long bad, long answers) {}

    /**
     * One of them.
     *
     * @param reason one sentence
     */
    public record Example(String modelId, String imageId, Condition condition, String reason) {}

    public BadAnswers {
        models = List.copyOf(models);
        examples = List.copyOf(examples);
    }

    public long count() {
        return models.stream().mapToLong(OfModel::bad).sum();
    }

    /** The models of which no answer can be judged. */
    public List<String> silent() {
        return models.stream()
                .filter(model -> model.bad() > 0 && model.bad() == model.answers())
                .map(OfModel::modelId)
                .toList();
    }

    /** Why the first answer of a model that cannot be judged cannot be, in one sentence. */
    public String reasonOf(String modelId) {
        return examples.stream()
                .filter(example -> example.modelId().equals(modelId))
                .map(Example::reason)
                .findFirst()
                .orElseThrow();
    }

    /** Lines for what a gate says, one for each model that gave any. */
    public List<String> linesOfModels() {
        return models.stream()
                .filter(model -> model.bad() > 0)
                .map(
                        model ->
                                "Answers of %s that cannot be judged: %d of %d (first: %s)"
                                        .formatted(
                                                model.modelId(),
                                                model.bad(),
                                                model.answers(),
                                                reasonOf(model.modelId())))
                .toList();
    }

    /** Lines for a report; none if all answers can be judged. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (OfModel model : models) {
            if (model.bad() > 0) {
                lines.add(
                        "Answers of %s that cannot be judged, whose images are left out of its figures: %d of %d."
                                .formatted(model.modelId(), model.bad(), model.answers()));
            }
        }
        for (Example example : examples) {
            lines.add(
                    "  %s, %s: %s"
                            .formatted(example.imageId(), example.condition(), example.reason()));
        }
        if (examples.size() < count()) {
            lines.add(
                    "  and %d more; --bad-answers FILE writes all."
                            .formatted(count() - examples.size()));
        }
        return lines;
    }
}
