package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random crop and horizontal flip of 8-bit images: an image with {@code padding} black pixels on
 * every side is cropped to its original size at a random position, and mirrored with probability
 * 1/2.
 *
 * @param padding in pixels
 */
public record PaddedCrop(int padding) implements Augmentation {
    public PaddedCrop {
        if (padding < 0) {
            throw new IllegalArgumentException("Invalid padding: " + padding);
        }
    }

    @Override
    public String name() {
        return "crop";
    }

    @Override
    public Image source(ImageDataset images, int index) {
        return images.image(index);
    }

    @Override
    public Optional<CropWindow> window(RandomGenerator random) {
        return Optional.of(crop(random));
    }

    private CropWindow crop(RandomGenerator random) {
        int top = random.nextInt(2 * padding + 1) - padding;
        int left = random.nextInt(2 * padding + 1) - padding;
        return new CropWindow(top, left, random.nextBoolean());
    }

    @Override
    public void apply(Image source, byte[] target, int offset, RandomGenerator random) {
        crop(random).apply(source, target, offset);
    }
}
