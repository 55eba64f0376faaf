package dev.midstream.publisher;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.publisher.PublishConfiguration.ImageOrder;
import java.util.List;
import java.util.Optional;

/**
 * Which images a run sends, with which labels, under which conditions: record {@code n} is image
 * {@code n / conditions} under condition {@code n % conditions}, so that the figures of all
 * conditions grow together.
 *
 * @param labels of the whole split after label noise; empty without label noise
 */
record PublishPlan(Subset images, Optional<NoisyLabels> labels, List<Condition> conditions) {

    static PublishPlan of(ImageDataset split, PublishConfiguration configuration) {
        Optional<NoisyLabels> labels =
                configuration
                        .labelNoise()
                        .map(noise -> noise.apply(split.labels(), split.classes().size()));
        return new PublishPlan(
                chosen(split, configuration), labels, configuration.conditions().conditions());
    }

    /** Number of records. */
    long size() {
        return (long) images.size() * conditions.size();
    }

    int imageOf(long record) {
        return (int) (record / conditions.size());
    }

    int conditionOf(long record) {
        return (int) (record % conditions.size());
    }

    int observedLabel(int image) {
        return labels.isPresent()
                ? labels.get().observed(images.sourceIndex(image))
                : images.label(image);
    }

    /** Number of the images to send whose observed label is wrong. */
    int flipped() {
        int flipped = 0;
        for (int i = 0; i < images.size(); i++) {
            flipped += observedLabel(i) == images.label(i) ? 0 : 1;
        }
        return flipped;
    }

    private static Subset chosen(ImageDataset split, PublishConfiguration configuration) {
        long seed = configuration.seed();
        if (configuration.limit().isPresent()) {
            // Already in a random order.
            return Subset.firstOf(split, configuration.limit().getAsInt(), seed);
        }
        return configuration.order() == ImageOrder.SHUFFLED
                ? Subset.shuffled(split, seed)
                : Subset.all(split);
    }
}
