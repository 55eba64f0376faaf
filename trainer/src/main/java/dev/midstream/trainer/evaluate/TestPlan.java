package dev.midstream.trainer.evaluate;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.NoisyLabels;
import java.util.List;
import java.util.Optional;

/**
 * What models are evaluated on: each image under each condition.
 *
 * @param runId names the run in the figures
 * @param images the test images
 * @param noise the labels of the images' whole source after label noise; empty without label noise
 * @param conditions corruptions and severities
 * @param corruptor corrupts them
 */
public record TestPlan(
        String runId,
        Subset images,
        Optional<NoisyLabels> noise,
        ConditionGrid conditions,
        Corruptor corruptor) {
    /** The label of image {@code index} as observed. */
    int observedLabel(int index) {
        return noise.isPresent()
                ? noise.get().observed(images.sourceIndex(index))
                : images.label(index);
    }

    /** Number of image and condition pairs. */
    public long size() {
        return (long) images.size() * conditions.conditions().size();
    }

    /** All classes' names by index. */
    List<String> classes() {
        return images.classes();
    }
}
