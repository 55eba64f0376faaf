package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.panel.InputPixels;
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
                || InputPixels.shownChannels(manifest.getInputChannels()) != images.channels()) {
            throw new InvalidModelException(
                    "Cannot evaluate %s: it takes images of %dx%dx%d, but those of %s are %dx%dx%d (height, width, channels). Change their size with --resize and --crop."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getInputHeight(),
                                    manifest.getInputWidth(),
                                    manifest.getInputChannels(),
                                    images.name(),
                                    images.height(),
                                    images.width(),
                                    images.channels()));
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
