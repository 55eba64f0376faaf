package dev.midstream.offline.command;

import dev.midstream.ModelManifest;
import dev.midstream.cli.dataset.TestImageOptions;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.HeldOutShare;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.TrainingImages;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of temperature scaling. */
final class TemperatureOptions {
    private static final int IMAGES = 5000;

    @Option(
            names = "--temperature-scaling",
            description =
                    "Reports every point and ensemble a second time, as NAME@ts: its logits divided"
                        + " by the temperature that suits images best which the model has not"
                        + " learned from: of --calibration-data, or else training images that were"
                        + " held out (default: off).")
    private boolean scaling;

    @Option(
            names = "--temperature-images",
            paramLabel = "N",
            description = "At most so many of these images (default: 5000).")
    private Optional<Integer> images = Optional.empty();

    @Option(
            names = "--temperature-dataset",
            paramLabel = "NAME",
            description =
                    "Data set that the model was trained on, where --dataset is another"
                            + " (default: that of --dataset).")
    private Optional<String> dataset = Optional.empty();

    @Option(
            names = "--temperature-data",
            paramLabel = "DIR",
            description = "Directory of --temperature-dataset (default: that of --data).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--calibration-data",
            paramLabel = "DIR",
            description =
                    "Directory of images for --temperature-scaling that the models have not learned"
                        + " from, in the format of --temperature-dataset: for models that do not"
                        + " say what they learned from, such as adopted ones (default: training"
                        + " images that were held out).")
    private Optional<Path> calibration = Optional.empty();

    @Option(
            names = "--calibration-split",
            paramLabel = "NAME",
            description = "Split of --calibration-data: train or test (default: test).")
    private Optional<String> calibrationSplit = Optional.empty();

    /** Whether temperatures are fitted. */
    boolean scaling() {
        return scaling;
    }

    /** What images temperatures are fitted to, in words. */
    String source() {
        return calibration.isPresent() ? "calibration images" : "held-out training images";
    }

    /**
     * Checks the values, before data are read.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     */
    void check() {
        if (images() < 1) {
            throw new IllegalArgumentException(
                    "Invalid --temperature-images: " + images() + ". Use 1 or more.");
        }
        Objects.requireNonNull(calibrationSplit());
        if (calibrationSplit.isPresent() && calibration.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot use --calibration-split without --calibration-data. Name the images.");
        }
        requireScaling("--calibration-data", calibration);
        requireScaling("--temperature-images", images);
        requireScaling("--temperature-dataset", dataset);
        requireScaling("--temperature-data", data);
        if (calibration.isPresent() && data.isPresent()) {
            throw new IllegalArgumentException(
                    "Invalid --temperature-data: --calibration-data names the images. Leave out one"
                            + " of them.");
        }
    }

    private void requireScaling(String option, Optional<?> value) {
        if (value.isPresent() && !scaling) {
            throw new IllegalArgumentException(
                    "Invalid %s: no temperatures are fitted. Add --temperature-scaling."
                            .formatted(option));
        }
    }

    private int images() {
        return images.orElse(IMAGES);
    }

    /**
     * Reads the training split, or the calibration images.
     *
     * @param evaluated the images that are judged
     * @param larger what is done to larger images where no option says how images are resized
     * @throws DatasetException if it cannot be read, or temperatures would be fitted to the images
     *     that are judged
     */
    ImageDataset images(TestImageOptions evaluated, Optional<LargerImages> larger)
            throws DatasetException {
        if (calibration.isEmpty()) {
            return evaluated.dataset().open(Split.TRAIN, dataset, data, larger);
        }
        Split split = calibrationSplit();
        if (split == evaluated.split() && evaluated.dataset().isAt(calibration.get())) {
            throw new DatasetException(
                    "Cannot fit temperatures: --calibration-data names the images that are judged."
                            + " Name others, or another --calibration-split.");
        }
        return evaluated.dataset().open(split, dataset, calibration, larger);
    }

    private Split calibrationSplit() {
        return Split.named(calibrationSplit.orElse("test"));
    }

    /**
     * Images that a model has not learned from: those of {@code --calibration-data}; or those that
     * its training held out, or else those of the seeded permutation that come after the ones it
     * was limited to; of these, the ones of classes that count.
     *
     * @throws InvalidModelException if there are none, or the model does not say
     */
    Subset heldOut(EvaluatedModel model, ImageDataset training) throws InvalidModelException {
        Subset heldOut = heldOut(model.manifest(), training);
        Subset known =
                heldOut.where(
                        image ->
                                model.mapping().position(heldOut.label(image))
                                        != ClassMapping.NO_CLASS);
        if (known.size() == 0) {
            throw new InvalidModelException(
                    "Cannot fit temperatures of %s: none of the held-out images of %s is of a class that counts. Evaluate with --all-classes, or name another --temperature-dataset."
                            .formatted(model.modelId(), training.name()));
        }
        return known;
    }

    private Subset heldOut(ModelManifest manifest, ImageDataset training)
            throws InvalidModelException {
        if (calibration.isPresent()) {
            return Subset.firstOf(
                    training, Math.min(training.size(), images()), manifest.getSeed());
        }
        int learned = count(manifest);
        TrainingImages.requireSplit(manifest, training);
        long seed = TrainingImages.seed(manifest);
        int held = heldOut(manifest).images(learned);
        if (held > 0) {
            return Subset.firstOf(training, Math.min(held, images()), seed);
        }
        if (learned >= training.size()) {
            throw new InvalidModelException(
                    "Cannot fit temperatures of %s: it learned from all %d training images of %s. Train it with --holdout or --limit, so that some are held out."
                            .formatted(manifest.getModelId(), training.size(), training.name()));
        }
        int end = (int) Math.min((long) learned + images(), training.size());
        return Subset.firstOf(training, end, seed).from(learned);
    }

    private static HeldOutShare heldOut(ModelManifest manifest) throws InvalidModelException {
        String share = manifest.getTraining().getOrDefault("holdout", "0");
        try {
            return new HeldOutShare(Double.parseDouble(share));
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    "Cannot fit temperatures of %s: its manifest says that holdout is %s, which is no share from 0, below 1. Give images that it did not learn from, with --calibration-data."
                            .formatted(manifest.getModelId(), share),
                    e);
        }
    }

    private static int count(ModelManifest manifest) throws InvalidModelException {
        String count = manifest.getTraining().getOrDefault("images", "");
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw new InvalidModelException(
                    "Cannot fit temperatures of %s: its manifest does not say how many images it learned from. Give images that it did not, with --calibration-data."
                            .formatted(manifest.getModelId()),
                    e);
        }
    }
}
