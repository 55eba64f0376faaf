package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How a training image is varied at random every time it is seen. */
public sealed interface Augmentation permits PaddedCrop, ResizedCrop, Unchanged {
    /** The reference recipe's for images of 32 and 64 pixels. */
    Augmentation REFERENCE = new PaddedCrop(4);

    /** The name that {@link Augmentations#named} takes. */
    String name();

    /** The image that is varied. */
    Image source(ImageDataset images, int index);

    /**
     * Writes a random variant of {@code source} to {@code target[offset]} and what follows.
     *
     * @param source what {@link #source} gave
     */
    void apply(Image source, byte[] target, int offset, RandomGenerator random);

    /**
     * Draws a variant that is a crop of the image's own size, which a graph can cut by itself;
     * empty if variants are of another kind.
     */
    Optional<CropWindow> window(RandomGenerator random);
}
