package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A random transformation of training images, drawn again each time an image is used. */
public sealed interface Augmentation permits PaddedCrop, ResizedCrop, Unchanged {
    /** The augmentation of the reference recipe for images of 32 and 64 pixels. */
    Augmentation REFERENCE = new PaddedCrop(4);

    /** The name that {@link Augmentations#named} takes. */
    String name();

    /** The image that the transformation is applied to. */
    Image source(ImageDataset images, int index);

    /**
     * Writes a random variant of {@code source} to {@code target}, from {@code offset} on.
     *
     * @param source the result of {@link #source}
     */
    void apply(Image source, byte[] target, int offset, RandomGenerator random);

    /**
     * Draws the crop window of a variant, for a graph that makes crops itself; empty if variants
     * are not crops of the image's own size.
     */
    Optional<CropWindow> window(RandomGenerator random);
}
