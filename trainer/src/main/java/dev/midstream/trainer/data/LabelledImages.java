package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.label.NoisyLabels;
import dev.midstream.trainer.network.ImageShape;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Training images and the labels that a network is to learn, which may be noisy. Labels are made
 * noisy over the whole split before it is limited, so that a limit does not change them.
 */
public final class LabelledImages {
    private final ImageDataset images;
    private final int[] labels;
    private final ImageShape shape;
    private final double flipRate;

    private LabelledImages(ImageDataset images, int[] labels, double flipRate) {
        this.images = images;
        this.labels = labels;
        this.flipRate = flipRate;
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
        return new LabelledImages(subset, labels, noisy.realisedFlipRate());
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

    /** The share of the split's labels that noise made wrong. */
    public double flipRate() {
        return flipRate;
    }

    /** Whether all images lie in memory. */
    boolean held() {
        return images.held();
    }

    /** The image that an augmentation varies. */
    Image source(int index, Augmentation augmentation) {
        return augmentation.source(images, index);
    }

    /**
     * The pixels of all images, {@code [size, height, width, channels]}, if they lie in memory and
     * fit an array, and the augmentation needs no others.
     */
    public Optional<byte[]> allPixels(Augmentation augmentation) {
        long bytes = (long) size() * shape.size();
        boolean crops = augmentation.place(new SplittableRandom(0)).isPresent();
        if (!crops || !held() || bytes > Integer.MAX_VALUE - 8) {
            return Optional.empty();
        }
        byte[] pixels = new byte[(int) bytes];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(
                    source(i, augmentation).pixels(), 0, pixels, i * shape.size(), shape.size());
        }
        return Optional.of(pixels);
    }
}
