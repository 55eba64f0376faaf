package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.InvalidModelException;

/** What a manifest says about the images of the training split that a run chose from. */
public final class TrainingImages {
    /** Name of the seed in manifests; it is absent where it is that of the run. */
    public static final String SEED = "image-seed";

    private TrainingImages() {}

    /**
     * The seed of the permutation of the split whose first images the run used, those that it held
     * out before the others.
     *
     * @throws InvalidModelException if it is no number
     */
    public static long seed(ModelManifest manifest) throws InvalidModelException {
        String seed = manifest.getTraining().get(SEED);
        if (seed == null) {
            return manifest.getSeed();
        }
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new InvalidModelException(
                    "Cannot use %s: its manifest says that %s is %s, which is no number."
                            .formatted(manifest.getModelId(), SEED, seed),
                    e);
        }
    }
}
