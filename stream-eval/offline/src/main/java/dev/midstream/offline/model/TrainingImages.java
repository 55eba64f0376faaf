package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.schemas.model.InvalidModelException;

/** What a manifest says about the images of the training split that a run chose from. */
public final class TrainingImages {
    /** Name of the seed in manifests; it is absent where it is that of the run. */
    public static final String SEED = "image-seed";

    /** Name of the number of images of the split; it is absent in models of earlier versions. */
    public static final String SPLIT = "split-images";

    private TrainingImages() {}

    /**
     * Whether a split may be the one that the run chose from: a permutation of another number of
     * images is another one.
     */
    public static boolean mayBe(ModelManifest manifest, ImageDataset split) {
        String size = manifest.getTraining().get(SPLIT);
        return size == null || size.equals(Integer.toString(split.size()));
    }

    /**
     * Makes sure that a split may be the one that the run chose from.
     *
     * @throws InvalidModelException if the manifest says that it is not
     */
    public static void requireSplit(ModelManifest manifest, ImageDataset split)
            throws InvalidModelException {
        if (!mayBe(manifest, split)) {
            throw new InvalidModelException(
                    "Cannot fit temperatures of %s: it was trained on images of a split of %s, and that of %s has %d. Read it as train did (--temperature-dataset, --skip-unreadable), or give other images with --calibration-data."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getTraining().get(SPLIT),
                                    split.name(),
                                    split.size()));
        }
    }

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
