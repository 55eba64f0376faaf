package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.schemas.model.InvalidModelException;

/** Whether a model can judge the images of a data set. */
public final class ModelFit {
    private ModelFit() {}

    /**
     * Makes sure that a model takes such images and knows their classes.
     *
     * @throws InvalidModelException if not
     */
    public static void require(ModelManifest manifest, ImageDataset images)
            throws InvalidModelException {
        if (manifest.getInputHeight() != images.height()
                || manifest.getInputWidth() != images.width()
                || manifest.getInputChannels() != images.channels()) {
            throw new InvalidModelException(
                    "Cannot evaluate %s: it takes %dx%d images, but those of %s are %dx%d."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getInputHeight(),
                                    manifest.getInputWidth(),
                                    images.name(),
                                    images.height(),
                                    images.width()));
        }
        if (!manifest.getClasses().equals(images.classes())) {
            throw new InvalidModelException(
                    "Cannot evaluate %s: its classes are %s, but those of %s are %s. Name them alike; adopt takes names with --classes."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getClasses(),
                                    images.name(),
                                    images.classes()));
        }
    }
}
