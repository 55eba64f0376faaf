package dev.midstream.images.plan;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.corruption.ParameterSet;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.NoisyLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What models are shown: each of some test images under each of some conditions, or under one, with
 * its label. Made by {@link TestSelection#of}, so that streaming and offline evaluation with the
 * same options show the same pixels and labels.
 *
 * <p>An item is an image under a condition; item numbers from {@link #size} on start over at the
 * first item. Immutable and thread-safe.
 *
 * @param images the test images, each of them once: all of their split or a random part of it
 * @param population number of images of the split
 * @param noise the labels of the images' whole split after label noise; empty without label noise
 * @param conditions what images are shown under, without repetition
 * @param corrupted the source of the images if they are corrupted already
 * @param corruptor corrupts the images if they are not corrupted already
 * @param items which image is shown under which condition, and in what order
 */
public record TestPlan(
        Subset images,
        int population,
        Optional<NoisyLabels> noise,
        List<Condition> conditions,
        Optional<CorruptedDataset> corrupted,
        Corruptor corruptor,
        ItemOrder items) {

    public TestPlan {
        conditions = List.copyOf(conditions);
    }

    /**
     * Number of items.
     *
     * @throws ArithmeticException if there are more than 2³¹ − 1
     */
    public int size() {
        return items.size();
    }

    /** The index of an item's image. */
    public int imageOf(long item) {
        return items.imageOf((int) (item % size()));
    }

    /** The index of an item's condition. */
    public int conditionOf(long item) {
        return items.conditionOf((int) (item % size()));
    }

    /** The image of an item as it is shown. */
    public Image image(long item) {
        return image(imageOf(item), conditionOf(item));
    }

    /**
     * An image as it is shown.
     *
     * @param image index into {@link #images()}
     * @param condition index into {@link #conditions()}
     */
    public Image image(int image, int condition) {
        if (corrupted.isPresent()) {
            CorruptedDataset dataset = corrupted.get();
            return dataset.image(dataset.index(condition, images.sourceIndex(image)));
        }
        return shown(images.image(image), image, condition);
    }

    /**
     * An image that was decoded before, as it is shown; not of images that are corrupted already.
     *
     * @param decoded the image, whose pixels stay as they are
     * @param image its index
     * @param condition index into {@link #conditions()}
     */
    public Image shown(Image decoded, int image, int condition) {
        return corruptor.apply(decoded, images.imageId(image), conditions.get(condition));
    }

    /** The pixels of some items, {@code [item, height, width, channel]}. */
    public byte[] pixels(List<Integer> some) {
        int imageBytes = images.height() * images.width() * images.channels();
        byte[] pixels = new byte[Math.multiplyExact(some.size(), imageBytes)];
        for (int i = 0; i < some.size(); i++) {
            System.arraycopy(image(some.get(i)).pixels(), 0, pixels, i * imageBytes, imageBytes);
        }
        return pixels;
    }

    /** The label of an image as observed; -1 if the images have no labels. */
    public int observedLabel(int image) {
        return noise.isPresent()
                ? noise.get().observed(images.sourceIndex(image))
                : images.label(image);
    }

    /**
     * The sentences that must accompany results on these images; often none: {@link
     * #remarksOfImages}, {@link #remarksOfCorruptions} and which parameters the corruptions take.
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(remarksOfImages());
        if (isCorruptedHere() && !ParameterSet.isPublished(images.height(), images.width())) {
            remarks.add(
                    "Corruptions take the parameters of %s: they follow no published data set."
                            .formatted(ParameterSet.title(images.height(), images.width())));
        }
        remarks.addAll(remarksOfCorruptions());
        return remarks;
    }

    /** What of the images' data set {@linkplain ImageDataset#remarks() was left out}. */
    private List<String> remarksOfImages() {
        return corrupted.isPresent() ? corrupted.get().remarks() : images.remarks();
    }

    /** The {@linkplain Corruption#remark() remarks} of the corruptions that are applied. */
    private List<String> remarksOfCorruptions() {
        if (corrupted.isPresent()) {
            return List.of();
        }
        return conditions.stream()
                .filter(condition -> !condition.equals(Condition.CLEAN))
                .map(Condition::corruption)
                .distinct()
                .flatMap(name -> corruptor.corruptions().named(name).remark().stream())
                .toList();
    }

    private boolean isCorruptedHere() {
        return corrupted.isEmpty() && !conditions.equals(List.of(Condition.CLEAN));
    }

    /** Number of the images whose observed label is wrong. */
    public int flipped() {
        int flipped = 0;
        for (int i = 0; i < images.size(); i++) {
            flipped += observedLabel(i) == images.label(i) ? 0 : 1;
        }
        return flipped;
    }
}
