package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import dev.midstream.images.imaging.Pixels;

/**
 * Corrupts images reproducibly: the result depends only on the seed, the image and its id, the
 * corruption and the severity, so images may be corrupted in any order, on any thread and in any
 * process. Immutable and thread-safe.
 */
public final class Corruptor {

    private final long seed;
    private final Corruptions corruptions;

    /** Makes a corruptor of the {@linkplain Corruptions#known() known} corruptions. */
    public Corruptor(long seed) {
        this(seed, Corruptions.known());
    }

    /** Makes a corruptor that finds the corruptions of conditions in a list. */
    public Corruptor(long seed, Corruptions corruptions) {
        this.seed = seed;
        this.corruptions = corruptions;
    }

    /** The corruptions that conditions may name. */
    public Corruptions corruptions() {
        return corruptions;
    }

    /**
     * Returns the corrupted image, of the same shape.
     *
     * @param image an RGB image
     * @param imageId the image's stable id, see {@link
     *     dev.midstream.images.dataset.ImageDataset#imageId}
     * @param severity 1 to 5
     * @throws IllegalArgumentException if the severity is out of range or the image is not RGB
     */
    public Image corrupt(Image image, String imageId, Corruption corruption, int severity) {
        if (image.channels() != Pixels.CHANNELS) {
            throw new IllegalArgumentException(
                    "Cannot corrupt "
                            + imageId
                            + ": it has "
                            + image.channels()
                            + " channels, not 3");
        }
        SeededRandom random =
                new SeededRandom(
                        seed, "corruption", imageId, corruption.name(), Integer.toString(severity));
        return corruption.apply(image, severity, Draws.from(random));
    }

    /**
     * Returns the image under a condition; under {@link Condition#CLEAN} that is the image itself.
     *
     * @throws IllegalArgumentException if the list has no such corruption
     */
    public Image apply(Image image, String imageId, Condition condition) {
        return condition.equals(Condition.CLEAN)
                ? image
                : corrupt(
                        image,
                        imageId,
                        corruptions.named(condition.corruption()),
                        condition.severity());
    }
}
