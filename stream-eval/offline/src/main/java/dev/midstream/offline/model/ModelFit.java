package dev.midstream.offline.model;

import dev.midstream.ModelManifest;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.classes.DatasetClasses;
import dev.midstream.evaluation.classes.KnownClasses;
import dev.midstream.evaluation.panel.InputPixels;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.List;
import java.util.TreeSet;

/** Whether a model can judge the images of a data set. */
public final class ModelFit {
    private ModelFit() {}

    /**
     * Makes sure that a model takes such images.
     *
     * @throws InvalidModelException if not
     */
    public static void requireSize(ModelManifest manifest, ImageDataset images)
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
    }

    /**
     * Finds the classes of a plan's labels among those of a model.
     *
     * @param classes of the data set
     * @throws InvalidModelException if an image has a label that the model does not know
     */
    public static ClassMapping mapping(
            ModelManifest manifest, TestPlan plan, DatasetClasses classes)
            throws InvalidModelException {
        ClassMapping mapping = classes.mapping(manifest.getClasses());
        TreeSet<Integer> labels = new TreeSet<>();
        for (int image = 0; image < plan.images().size(); image++) {
            labels.add(plan.observedLabel(image));
            labels.add(plan.images().label(image));
        }
        require(manifest, classes, classes.missing(mapping, List.copyOf(labels)));
        return mapping;
    }

    private static void require(
            ModelManifest manifest, DatasetClasses classes, List<String> missing)
            throws InvalidModelException {
        if (missing.isEmpty()) {
            return;
        }
        if (KnownClasses.areNumbers(manifest.getClasses())) {
            throw new InvalidModelException(
                    "Cannot evaluate %s: its %d classes have no names, and %s has %d classes. Name them: adopt takes --classes."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getClasses().size(),
                                    classes.dataset(),
                                    classes.names().size()));
        }
        throw new InvalidModelException(
                "Cannot evaluate %s: it has no class %s of %s. Map their names with --class-map."
                        .formatted(
                                manifest.getModelId(),
                                DatasetClasses.shown(missing),
                                classes.dataset()));
    }
}
