package dev.midstream.trainer.data;

import dev.midstream.trainer.graph.Batch;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.random.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One pass over training images in random order, augmented, in batches; the last may be short. What
 * a batch holds depends on the seed and on its place in the pass alone. Not thread-safe.
 */
public final class BatchSource {
    private final LabelledImages images;
    private final int batchSize;
    private final Augmentation augmentation;
    private final Seed augmentations;
    private final int[] order;
    private final byte[] image;
    private int next;

    /**
     * A pass.
     *
     * @param limit at most so many images
     */
    public BatchSource(
            LabelledImages images, int limit, int batchSize, Augmentation augmentation, Seed seed) {
        this.images = images;
        this.batchSize = batchSize;
        this.augmentation = augmentation;
        this.augmentations = seed.child(1);
        this.order =
                permutation(
                        images.size(), Math.min(limit, images.size()), seed.child(0).generator());
        this.image = new byte[images.shape().size()];
    }

    /** The first values of a random permutation (Fisher and Yates). */
    private static int[] permutation(int size, int limit, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        for (int i = 0; i < limit; i++) {
            int j = random.nextInt(i, size);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return Arrays.copyOf(order, limit);
    }

    /** Whether there is another batch. */
    public boolean hasNext() {
        return next < order.length;
    }

    /** Leaves out batches, as if they had been taken. */
    public void skip(int batches) {
        next = (int) Math.min(order.length, next + (long) batches * batchSize);
    }

    /** The next batch. */
    public Batch next() {
        ImageShape shape = images.shape();
        int size = Math.min(batchSize, order.length - next);
        byte[] pixels = new byte[size * shape.size()];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            int index = order[next + i];
            RandomGenerator random = augmentations.child(next + i).generator();
            images.copyPixels(index, image, 0);
            augmentation.apply(image, shape, pixels, i * shape.size(), random);
            labels[i] = images.label(index);
        }
        next += size;
        return new Batch(pixels, labels, shape);
    }
}
