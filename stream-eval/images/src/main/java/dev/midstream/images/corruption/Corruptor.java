package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import dev.midstream.images.corruption.weather.Frost;
import dev.midstream.images.corruption.weather.FrostTextures;
import dev.midstream.images.imaging.Pixels;

/**
 * Corrupts images reproducibly: the result depends on nothing but the seed, the image and its id,
 * the corruption and the severity, so that images may be corrupted in any order, on any thread and
 * in any process. Immutable and safe for use by several threads.
 */
public final class Corruptor {

    private final long seed;
    private final FrostTextures frostTextures;
    private final Frost frost;

    /** Makes a corruptor whose frost is {@link FrostTextures#procedural()}. */
    public Corruptor(long seed) {
        this(seed, FrostTextures.procedural());
    }

    /** Makes a corruptor whose frost is taken from given textures. */
    public Corruptor(long seed, FrostTextures frostTextures) {
        this.seed = seed;
        this.frostTextures = frostTextures;
        frost = new Frost(frostTextures);
    }

    /** The textures of the frost; {@link FrostTextures#source()} says what they are. */
    public FrostTextures frostTextures() {
        return frostTextures;
    }

    /**
     * Returns the corrupted image, of the same shape.
     *
     * @param image an RGB image
     * @param imageId the image's stable id, see {@link
     *     dev.midstream.images.dataset.ImageDataset#imageId}
     * @param severity 1 to 5
     * @throws IllegalArgumentException if the severity is another or the image is not RGB
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
        Corruption applied = corruption instanceof Frost ? frost : corruption;
        return applied.apply(image, severity, Draws.from(random));
    }

    /**
     * Returns the image under a condition; under {@link Condition#CLEAN} it is the image itself.
     */
    public Image apply(Image image, String imageId, Condition condition) {
        return condition.equals(Condition.CLEAN)
                ? image
                : corrupt(
                        image,
                        imageId,
                        Corruptions.named(condition.corruption()),
                        condition.severity());
    }
}
