package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.CropWindows;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.random.Seed;
import java.util.random.RandomGenerator;

/**
 * Creates the augmented images of a pass. An image depends only on its position in the order, so
 * that several threads can create them. Thread-safe.
 */
final class BatchMaker {
    private final LabelledImages images;
    private final int[] order;
    private final Augmentation augmentation;
    private final Seed seed;

    /**
     * A maker of batches.
     *
     * @param order the images of the pass; not copied, must not be modified
     */
    BatchMaker(LabelledImages images, int[] order, Augmentation augmentation, Seed seed) {
        this.images = images;
        this.order = order;
        this.augmentation = augmentation;
        this.seed = seed;
    }

    /** A batch of the images from {@code first} on, with labels but without pixels. */
    Batch blank(int first, int size) {
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = images.label(order[first + i]);
        }
        ImageShape shape = images.shape();
        return new Batch(new byte[Math.multiplyExact(size, shape.size())], labels, shape);
    }

    /**
     * Fills in the pixels of some of the batch's images: from {@code begin}, up to but not {@code
     * end}.
     */
    void fill(Batch batch, int first, int begin, int end) {
        for (int i = begin; i < end; i++) {
            RandomGenerator random = seed.child(first + i).generator();
            Image source = images.source(order[first + i], augmentation);
            augmentation.apply(source, batch.pixels(), i * images.shape().size(), random);
        }
    }

    /** A batch of crop windows in the images instead of pixels. */
    Batch cropped(int first, int size) {
        long[] numbers = new long[size * CropWindows.LENGTH];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            CropWindow window =
                    augmentation.window(seed.child(first + i).generator()).orElseThrow();
            int at = i * CropWindows.LENGTH;
            numbers[at] = order[first + i];
            numbers[at + 1] = window.top();
            numbers[at + 2] = window.left();
            numbers[at + 3] = window.mirrored() ? 1 : 0;
            labels[i] = images.label(order[first + i]);
        }
        return new Batch(new CropWindows(images, numbers), labels, images.shape());
    }
}
