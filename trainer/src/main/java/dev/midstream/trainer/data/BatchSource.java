package dev.midstream.trainer.data;

import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.random.Seed;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One pass over training images in random order, augmented, in batches; the last one may be
 * smaller. The content of a batch depends only on the seed and on its position in the pass.
 *
 * <p>Images that are not in memory, or are expensive to augment, are prepared in advance by other
 * threads. Not thread-safe.
 */
public final class BatchSource {
    private final int batchSize;
    private final int count;
    private final BatchMaker maker;
    private final Form form;
    private final Optional<Prefetch> prefetch;
    private int next;
    private int begun;

    /** How batches provide their images. */
    public enum Form {
        /** As pixels. */
        PIXELS,
        /**
         * As crop windows, for a graph that keeps all images in the device's memory and makes the
         * same crops; as pixels if the images do not fit, or if the augmentation is not a crop.
         */
        CROPS
    }

    /**
     * A pass.
     *
     * @param limit the most images to take
     */
    public BatchSource(
            LabelledImages images,
            int limit,
            int batchSize,
            Augmentation augmentation,
            Seed seed,
            Form form) {
        this.form = images.canBeCroppedByIndex(augmentation) ? form : Form.PIXELS;
        this.batchSize = batchSize;
        this.count = Math.min(limit, images.size());
        int[] order = permutation(images.size(), count, seed.child(0).generator());
        this.maker = new BatchMaker(images, order, augmentation, seed.child(1));
        boolean cheap =
                this.form == Form.CROPS
                        || (images.inMemory() && !(augmentation instanceof ResizedCrop));
        this.prefetch = cheap ? Optional.empty() : Optional.of(new Prefetch(maker));
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
        return next < count;
    }

    /**
     * Skips batches.
     *
     * @throws IllegalStateException if batches have been taken
     */
    public void skip(int batches) {
        if (begun > next) {
            throw new IllegalStateException("Cannot skip batches after others were taken");
        }
        next = (int) Math.min(count, next + (long) batches * batchSize);
        begun = next;
    }

    /**
     * The next batch.
     *
     * @throws dev.midstream.images.dataset.UnreadableImageException if an image is damaged
     */
    public Batch next() {
        int size = Math.min(batchSize, count - next);
        Batch batch;
        if (form == Form.CROPS) {
            batch = maker.cropped(next, size);
        } else if (prefetch.isPresent()) {
            beginMore(prefetch.get());
            batch = prefetch.get().take();
            beginMore(prefetch.get());
        } else {
            batch = maker.blank(next, size);
            maker.fill(batch, next, 0, size);
        }
        next += size;
        return batch;
    }

    private void beginMore(Prefetch ahead) {
        begun = Math.max(begun, next);
        while (begun < count && ahead.hasRoom()) {
            int size = Math.min(batchSize, count - begun);
            ahead.begin(begun, size);
            begun += size;
        }
    }
}
