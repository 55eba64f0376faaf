package dev.midstream.images.plan;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which of a split's images are shown, under which conditions and with which labels.
 *
 * @param conditions what images are shown under; for images that are corrupted already only {@link
 *     Condition#CLEAN}, which stands for their own conditions
 * @param noise of the labels of the whole split; empty for clean labels
 * @param limit number of images, taken as {@link Subset#firstOf} takes them; empty for all
 * @param order of the images
 * @param design which of the conditions each image is shown under
 * @param seed of the corruptions, of drawn conditions and of the choice and order of images
 * @param corruptions the corruptions that the conditions name
 */
public record TestSelection(
        ConditionGrid conditions,
        Optional<LabelNoise> noise,
        OptionalInt limit,
        ImageOrder order,
        Design design,
        long seed,
        Corruptions corruptions) {

    public TestSelection {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "Invalid limit: " + limit.getAsInt() + ". Use a number of at least 1.");
        }
    }

    /**
     * Selects all images, shuffled, each under every condition, with clean labels and the known
     * corruptions.
     */
    public static TestSelection all(ConditionGrid conditions, long seed) {
        return new TestSelection(
                conditions,
                Optional.empty(),
                OptionalInt.empty(),
                ImageOrder.SHUFFLED,
                Design.EVERY_CONDITION,
                seed,
                Corruptions.known());
    }

    /** Returns this selection with label noise. */
    public TestSelection with(LabelNoise labelNoise) {
        return new TestSelection(
                conditions, Optional.of(labelNoise), limit, order, design, seed, corruptions);
    }

    /** Returns this selection limited to a number of images. */
    public TestSelection limitedTo(int images) {
        return new TestSelection(
                conditions, noise, OptionalInt.of(images), order, design, seed, corruptions);
    }

    /** Returns this selection in another order. */
    public TestSelection in(ImageOrder other) {
        return new TestSelection(conditions, noise, limit, other, design, seed, corruptions);
    }

    /** Returns this selection with another design. */
    public TestSelection with(Design other) {
        return new TestSelection(conditions, noise, limit, order, other, seed, corruptions);
    }

    /**
     * Makes the plan.
     *
     * @param split the whole split of a data set
     * @throws IllegalArgumentException if the selection does not fit the data set, with a message
     *     for the user
     */
    public TestPlan of(ImageDataset split) {
        Optional<CorruptedDataset> corrupted =
                split instanceof CorruptedDataset dataset ? Optional.of(dataset) : Optional.empty();
        if (corrupted.isPresent() && !conditions.conditions().equals(List.of(Condition.CLEAN))) {
            throw new IllegalArgumentException(
                    "Cannot corrupt " + split.name() + ": its images are corrupted already.");
        }
        // Each image once: its label is the same under every condition.
        ImageDataset images =
                corrupted.isPresent()
                        ? Subset.leading(split, corrupted.get().imagesPerCondition())
                        : split;
        Optional<NoisyLabels> labels =
                noise.map(kind -> kind.apply(images.labels(), images.classes().size()));
        List<Condition> shown =
                corrupted.isPresent() ? corrupted.get().conditions() : conditions.conditions();
        Subset chosen = chosen(images);
        return new TestPlan(
                chosen, images.size(), labels, shown, corrupted, corruptor(), items(chosen, shown));
    }

    private ItemOrder items(Subset images, List<Condition> shown) {
        return design instanceof Design.OneCondition one
                ? DrawnConditions.of(images, shown, one, seed)
                : new ConditionBlocks(images.size(), shown.size());
    }

    /** The corruptor of the images. */
    public Corruptor corruptor() {
        return new Corruptor(seed, corruptions);
    }

    private Subset chosen(ImageDataset images) {
        Subset permuted = Subset.firstOf(images, limit.orElse(images.size()), seed);
        return order == ImageOrder.SHUFFLED ? permuted : permuted.listed();
    }
}
