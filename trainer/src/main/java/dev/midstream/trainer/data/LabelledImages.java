package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.ReadableImages;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.PixelStore;
import dev.midstream.trainer.network.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Training images and the labels that a network is to learn, which may be noisy. Noise is applied
 * to the labels of the whole split before it is limited, so that a limit does not change labels.
 */
public final class LabelledImages implements PixelStore {
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private final ImageDataset images;
    private final int first;
    private final int[] labels;
    private final ImageShape shape;

    private LabelledImages(ImageDataset images, int first, int[] labels) {
        this.images = images;
        this.first = first;
        this.labels = labels;
        this.shape = new ImageShape(images.height(), images.width(), images.channels());
    }

    /**
     * The first {@code limit} images of a seeded permutation of a split, or all.
     *
     * @param seed of the permutation
     */
    public static LabelledImages of(ImageDataset split, LabelNoise noise, int limit, long seed) {
        NoisyLabels noisy = noise.apply(split.labels(), split.classes().size());
        Subset subset = Subset.firstOf(split, limit, seed);
        int[] labels = new int[subset.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = noisy.observed(subset.sourceIndex(i));
        }
        return new LabelledImages(subset, 0, labels);
    }

    /**
     * Some of these images.
     *
     * @param from the first, from 0
     * @param to the one after the last
     */
    public LabelledImages part(int from, int to) {
        return new LabelledImages(images, first + from, Arrays.copyOfRange(labels, from, to));
    }

    /** These images with the labels of the data set. */
    public LabelledImages withoutNoise() {
        int[] clean = new int[labels.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = images.label(first + i);
        }
        return new LabelledImages(images, first, clean);
    }

    /** Some of these images without augmentation, in order. */
    public Batch batch(int from, int size) {
        byte[] pixels = new byte[size * shape.size()];
        int[] observed = new int[size];
        for (int i = 0; i < size; i++) {
            images.copyPixels(first + from + i, pixels, i * shape.size());
            observed[i] = label(from + i);
        }
        return new Batch(pixels, observed, shape);
    }

    /** A hash of the labels in their order. */
    public String fingerprint() {
        return Integer.toHexString(Arrays.hashCode(labels));
    }

    /** Number of images. */
    public int size() {
        return labels.length;
    }

    /** The shape of every image. */
    public ImageShape shape() {
        return shape;
    }

    /** The label to learn. */
    public int label(int index) {
        return labels[index];
    }

    /** The share of these labels that noise made wrong. */
    public double flipRate() {
        long flipped =
                IntStream.range(0, labels.length)
                        .filter(i -> labels[i] != images.label(first + i))
                        .count();
        return labels.length == 0 ? 0 : (double) flipped / labels.length;
    }

    /**
     * Decodes all images that are not in memory, on all processors, and keeps none.
     *
     * @throws DatasetException if some cannot be read, with their number and names
     */
    public void requireReadable() throws DatasetException {
        if (!inMemory()) {
            ReadableImages.require(images);
        }
    }

    /** Whether all images are in memory. */
    boolean inMemory() {
        return images.inMemory();
    }

    /** The image that an augmentation is applied to. */
    Image source(int index, Augmentation augmentation) {
        return augmentation.source(images, first + index);
    }

    /**
     * Whether a graph can keep all images in the memory of its device and make the crops itself.
     */
    public boolean canBeCroppedByIndex(Augmentation augmentation) {
        return inMemory()
                && (long) size() * shape.size() <= MAX_ARRAY_LENGTH
                && augmentation.window(new SplittableRandom(0)).isPresent();
    }

    @Override
    public byte[] allPixels() {
        byte[] pixels = new byte[size() * shape.size()];
        for (int i = 0; i < size(); i++) {
            Image image = source(i, Augmentation.REFERENCE);
            System.arraycopy(image.pixels(), 0, pixels, i * shape.size(), shape.size());
        }
        return pixels;
    }
}
