package dev.midstream.publisher;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.CorruptedDataset;
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
 * <p>A run may go through its images several times; every pass sends the same records.
 *
 * @param labels of the whole split after label noise; empty without label noise
 * @param corrupted where the images come from if they are corrupted already
 * @param passes how often every record is sent
 */
record PublishPlan(
        Subset images,
        Optional<NoisyLabels> labels,
        List<Condition> conditions,
        Optional<CorruptedDataset> corrupted,
        int passes) {

    /**
     * Makes the plan.
     *
     * @throws IllegalArgumentException if the configuration does not fit the data set, with a
     *     message for the user
     */
    static PublishPlan of(ImageDataset split, PublishConfiguration configuration) {
        Optional<CorruptedDataset> corrupted =
                split instanceof CorruptedDataset dataset ? Optional.of(dataset) : Optional.empty();
        List<Condition> conditions = configuration.conditions().conditions();
        if (corrupted.isPresent() && !conditions.equals(List.of(Condition.CLEAN))) {
            throw new IllegalArgumentException(
                    "Cannot corrupt " + split.name() + ": its images are corrupted already.");
        }
        // Each image once: its label is the same under every condition.
        ImageDataset images =
                corrupted.isPresent()
                        ? Subset.leading(split, corrupted.get().imagesPerCondition())
                        : split;
        Optional<NoisyLabels> labels =
                configuration
                        .labelNoise()
                        .map(noise -> noise.apply(images.labels(), images.classes().size()));
        return new PublishPlan(
                chosen(images, configuration),
                labels,
                corrupted.isPresent() ? corrupted.get().conditions() : conditions,
                corrupted,
                configuration.passes());
    }

    /** Number of records. */
    long size() {
        return (long) passSize() * passes;
    }

    /** Number of records of a pass. */
    int passSize() {
        return Math.multiplyExact(images.size(), conditions.size());
    }

    int imageOf(long record) {
        return (int) (record % passSize()) / conditions.size();
    }

    int conditionOf(long record) {
        return (int) (record % passSize()) % conditions.size();
    }

    /** The image of a record as it is sent. */
    Image image(long record, Corruptor corruptor) {
        int image = imageOf(record);
        int condition = conditionOf(record);
        if (corrupted.isPresent()) {
            CorruptedDataset dataset = corrupted.get();
            return dataset.image(dataset.index(condition, images.sourceIndex(image)));
        }
        return corruptor.apply(
                images.image(image), images.imageId(image), conditions.get(condition));
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
