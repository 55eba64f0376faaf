package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** No augmentation: the images as they are evaluated. */
public record Unchanged() implements Augmentation {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public Image source(ImageDataset images, int index) {
        return images.image(index);
    }

    @Override
    public void apply(Image source, byte[] target, int offset, RandomGenerator random) {
        System.arraycopy(source.pixels(), 0, target, offset, source.pixels().length);
    }

    @Override
    public Optional<CropWindow> window(RandomGenerator random) {
        return Optional.of(CropWindow.WHOLE);
    }
}
