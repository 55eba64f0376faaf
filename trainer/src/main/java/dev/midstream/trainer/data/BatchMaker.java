package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.Places;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.random.Seed;
import java.util.random.RandomGenerator;

/**
 * Makes the augmented images of a pass, each from its place in the order alone, so that several
 * threads may make them. Safe for use by several threads.
 */
final class BatchMaker {
    private final LabelledImages images;
    private final int[] order;
    private final Augmentation augmentation;
    private final Seed seed;

    /**
     * Makes them.
     *
     * @param order the images of the pass, which nobody writes to
     */
    BatchMaker(LabelledImages images, int[] order, Augmentation augmentation, Seed seed) {
        this.images = images;
        this.order = order;
        this.augmentation = augmentation;
        this.seed = seed;
    }

    /** A batch of the images from {@code first} on, with labels and without pixels as yet. */
    Batch blank(int first, int size) {
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = images.label(order[first + i]);
        }
        ImageShape shape = images.shape();
        return new Batch(new byte[Math.multiplyExact(size, shape.size())], labels, shape);
    }

    /** Fills in some of the batch's images: those from {@code begin} to before {@code end}. */
    void fill(Batch batch, int first, int begin, int end) {
        for (int i = begin; i < end; i++) {
            RandomGenerator random = seed.child(first + i).generator();
            Image source = images.source(order[first + i], augmentation);
            augmentation.apply(source, batch.pixels(), i * images.shape().size(), random);
        }
    }

    /** A batch that names places in the images instead of holding pixels. */
    Batch placed(int first, int size) {
        long[] places = new long[size * Places.LENGTH];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            CropPlace place = augmentation.place(seed.child(first + i).generator()).orElseThrow();
            int at = i * Places.LENGTH;
            places[at] = order[first + i];
            places[at + 1] = place.top();
            places[at + 2] = place.left();
            places[at + 3] = place.mirrored() ? 1 : 0;
            labels[i] = images.label(order[first + i]);
        }
        return new Batch(new Places(images, places), labels, images.shape());
    }
}
