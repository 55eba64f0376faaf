package dev.midstream.trainer.cli;

import dev.midstream.ModelManifest;
import dev.midstream.cli.dataset.DatasetOptions;
import dev.midstream.cli.dataset.MemoryLimit;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.offline.model.TrainingImages;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.recorded.RecordedRun;
import dev.midstream.trainer.training.TrainingListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name a trained model and the data set for computing further points. */
public final class TrainedModelOptions {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Model directory that train wrote.")
    private Path model = Path.of("");

    @Mixin private DatasetOptions dataset = new DatasetOptions();

    @Mixin private MemoryLimit memoryLimit = new MemoryLimit();

    @Mixin private DeviceOptions deviceOptions = new DeviceOptions();

    @Option(
            names = "--bn-images",
            paramLabel = "N",
            description =
                    "Training images that the batch-norm statistics of each point are computed"
                            + " from (default: as many as for the points of the model).")
    private Optional<Integer> batchNormImages = Optional.empty();

    /**
     * Checks the values before data is read.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    public void check() {
        dataset.check();
        deviceOptions.check();
        Object unused = memoryLimit.bytes();
        if (batchNormImages.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "Invalid --bn-images: " + batchNormImages.get() + ". Use a number from 1.");
        }
    }

    /** The directory, as given. */
    public Path path() {
        return model;
    }

    /**
     * Opens the model.
     *
     * @throws InvalidModelException if it is not a model or was modified
     */
    public ModelDirectory open() throws InvalidModelException {
        return ModelDirectory.open(model);
    }

    /**
     * Makes sure that training and test images are not the same ones.
     *
     * @throws IllegalArgumentException if they are, with a message for the user
     */
    public void checkSplits() {
        if (dataset.isOneArray()) {
            throw new IllegalArgumentException(
                    "Invalid --images-array: training and test images would be one array. Use a"
                            + " data set whose splits have files or names of their own.");
        }
    }

    /** Opens the split that points are measured on, which must not be the training images. */
    public ImageDataset test() throws DatasetException {
        dataset.requireSeparateArrays();
        return dataset.open(Split.TEST, memoryLimit.bytes());
    }

    /**
     * Reads the training split of a model.
     *
     * @throws InvalidModelException if it is not the data set that the model was trained on, or its
     *     images would not be read as they were then
     */
    public ImageDataset training(ModelManifest manifest)
            throws InvalidModelException, DatasetException {
        if (!manifest.getDataset().equals(dataset.name())) {
            throw new InvalidModelException(
                    "Cannot make points of %s: it was trained on %s, not %s."
                            .formatted(
                                    manifest.getModelId(), manifest.getDataset(), dataset.name()));
        }
        try {
            dataset.requireReadAs(manifest.getTraining());
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(
                    "Cannot make points of %s: %s".formatted(manifest.getModelId(), e.getMessage()),
                    e);
        }
        ImageDataset split = dataset.open(Split.TRAIN, memoryLimit.bytes());
        if (!manifest.getClasses().equals(split.classes())) {
            throw new InvalidModelException(
                    "Cannot make points of %s: it was trained on other classes than those of %s. Use the data of its training."
                            .formatted(manifest.getModelId(), dataset.directory()));
        }
        if (!TrainingImages.mayBe(manifest, split)) {
            throw new InvalidModelException(
                    "Cannot make points of %s: it was trained on images of a split of %s, and that of %s has %d. Use the data of its training."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getTraining().get(TrainingImages.SPLIT),
                                    dataset.directory(),
                                    split.size()));
        }
        return split;
    }

    /**
     * Resumes the run that the model records; see {@link RecordedRun#open}.
     *
     * @param training its training split
     * @param notes receives why it does not compute on the device that was hoped for
     * @param listener is told how many images have been used for statistics
     */
    public RecordedRun run(
            ModelDirectory directory,
            ImageDataset training,
            Consumer<String> notes,
            TrainingListener listener)
            throws InvalidModelException {
        deviceOptions.startTensorFlow();
        return RecordedRun.open(
                directory, training, deviceOptions.execution(notes), batchNormImages, listener);
    }
}
