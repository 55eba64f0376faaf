package dev.midstream.trainer.recipe;

import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.data.Augmentations;
import dev.midstream.trainer.network.ImageShape;

/**
 * How training images are grouped and varied.
 *
 * @param size images a step, at least 2
 * @param augmentation a name that {@link Augmentations#named} takes
 */
public record BatchPlan(int size, String augmentation) {
    public BatchPlan {
        if (size < 2) {
            throw new IllegalArgumentException("Invalid batch size: " + size + ". Use at least 2.");
        }
    }

    /**
     * The augmentation of images of that shape.
     *
     * @throws IllegalArgumentException if there is none of that name, or images of that shape
     *     cannot have it, with a message that says what there is
     */
    public Augmentation augmentation(ImageShape shape) {
        return Augmentations.named(augmentation, shape);
    }
}
