package dev.midstream.publisher.publish;

import dev.midstream.ModelManifest;
import dev.midstream.cli.dataset.InputResizing;
import dev.midstream.cli.dataset.TestPlanOptions;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.pace.RateOption;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which images a run sends, in what order and how fast. */
final class RunOptions {
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Mixin private TestPlanOptions plan = new TestPlanOptions();

    @Option(
            names = "--for-model",
            paramLabel = "DIR",
            description =
                    "Model directory that says how images larger than the model's are resized"
                        + " (adopt --resize --crop), where no --resize or --crop is given (default:"
                        + " images keep their size).")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Send everything N times, each time as a run of its own: ID, ID-2 and so on"
                            + " (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Names the run in every record (default: the data set and the time).")
    private Optional<String> runId = Optional.empty();

    @Option(
            names = "--resume",
            description =
                    "Continue the run of --run-id with the same options: read what the topic has of"
                        + " it and send what is missing. The earlier publisher must have ended.")
    private boolean resume;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "raw",
            description =
                    "Encoding of the pixels: raw or png, both lossless (default:"
                            + " ${DEFAULT-VALUE}).")
    private String encoding = "";

    @Mixin private RateOption rate = new RateOption();

    /**
     * Opens the split of the data set.
     *
     * @throws DatasetException if it, or the model that it is for, cannot be read or downloaded
     */
    ImageDataset open() throws DatasetException {
        if (model.isEmpty()) {
            return plan.open();
        }
        try {
            ModelManifest manifest = ModelDirectory.openVerified(model.get()).manifest();
            Optional<LargerImages> larger = InputResizing.of(List.of(manifest));
            ImageDataset images = plan.open(larger);
            if (larger.isEmpty()) {
                requireSize(images, manifest);
            }
            return images;
        } catch (InvalidModelException | IllegalArgumentException e) {
            throw new DatasetException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The job would refuse every one of them. */
    private static void requireSize(ImageDataset images, ModelManifest manifest)
            throws DatasetException {
        if (images.height() != manifest.getInputHeight()
                || images.width() != manifest.getInputWidth()) {
            throw new DatasetException(
                    "Cannot publish for model %s: it takes images of %d x %d, these have %d x %d, and its manifest does not say how they are resized. Give --resize and --crop."
                            .formatted(
                                    manifest.getModelId(),
                                    manifest.getInputHeight(),
                                    manifest.getInputWidth(),
                                    images.height(),
                                    images.width()));
        }
    }

    /**
     * Begins the configuration of the run.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     * @throws IOException if the pictures of frost cannot be read
     */
    PublishConfiguration.Builder configuration(String bootstrapServers, Clock clock)
            throws IOException {
        if (resume && runId.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot use --resume without --run-id. Name the run to continue.");
        }
        plan.check();
        String name =
                runId.orElseGet(
                        () ->
                                plan.images().dataset().name()
                                        + "-"
                                        + RUN_TIME.format(clock.instant()));
        return PublishConfiguration.builder(bootstrapServers, name, plan.selection())
                .encoding(PixelEncoding.named(encoding))
                .passes(repeat)
                .rate(rate.rate())
                .start(resume ? Start.RESUMED : Start.NEW);
    }
}
