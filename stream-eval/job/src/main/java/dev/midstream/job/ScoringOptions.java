package dev.midstream.job;

import dev.midstream.cli.ComputationOptions;
import dev.midstream.cli.DurationConverter;
import dev.midstream.cli.PointOptions;
import dev.midstream.engine.Batching;
import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.Processor;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.evaluation.panel.ColumnTemperatures;
import dev.midstream.evaluation.panel.EnsembleChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.job.scoring.ScoringSettings;
import dev.midstream.schemas.model.InvalidModelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of models, their points and how they are scored. */
final class ScoringOptions {
    private static final int MAX_BATCH_SIZE = 4096;
    private static final int MAX_THREADS = 1024;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "Model directory: a path that is the same on all task managers, or a URI of a"
                            + " file system that Flink has (s3://, hdfs://, file://). May be"
                            + " repeated: every image is scored by all models that take it.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--model-location",
            paramLabel = "DIR",
            description =
                    "Directory, as a path or a URI, from which announced models are taken, or from"
                            + " below it. May be repeated (default: the directories that hold those"
                            + " of --model).")
    private List<String> locations = new ArrayList<>();

    @Mixin private PointOptions points = new PointOptions();

    @Option(
            names = "--reference",
            paramLabel = "POINT",
            defaultValue = "midpoint",
            description =
                    "What every point is compared with, image by image: midpoint (of its own model,"
                            + " if that is judged), MODEL/POINT or none (default:"
                            + " ${DEFAULT-VALUE}).")
    private String reference = "midpoint";

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images scored at once (default: 16; 256 on a GPU).")
    private @Nullable Integer batchSize;

    @Option(
            names = "--linger",
            paramLabel = "TIME",
            defaultValue = "20ms",
            converter = DurationConverter.class,
            description =
                    "How long an image waits for its batch to fill (default: ${DEFAULT-VALUE}).")
    private Duration linger = Duration.ZERO;

    @Option(
            names = "--engine-threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads of an operation of the engine. The first job of a task manager decides"
                            + " (default: ${DEFAULT-VALUE}).")
    private int engineThreads = 1;

    @Mixin private ComputationOptions computation = new ComputationOptions(DeviceChoice.CPU);

    @Mixin private LabelClassOptions classes = new LabelClassOptions();

    List<String> models() {
        return List.copyOf(models);
    }

    /**
     * Where announced models may lie.
     *
     * @throws IllegalArgumentException if that is no location, with a message for the user
     */
    ModelLocations locations() {
        return locations.isEmpty() ? ModelLocations.besides(models) : new ModelLocations(locations);
    }

    Duration linger() {
        return linger;
    }

    /** Finds what this machine has. */
    interface BestProcessor {
        /**
         * Returns the best processor that all of some models can be computed by.
         *
         * @throws InvalidModelException if one cannot be read, or was tampered with
         */
        Processor of(List<String> models) throws InvalidModelException;
    }

    /**
     * How models are scored.
     *
     * @param best is asked where the options leave the choice to this machine
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     * @throws InvalidModelException if a model has to be read and cannot be
     */
    ScoringSettings settings(BestProcessor best) throws InvalidModelException {
        Processor processor = processor(best);
        int size = batchSize == null ? Batching.defaultBatchSize(processor) : batchSize;
        JobSettings.requireRange("--batch-size", size, 1, MAX_BATCH_SIZE);
        JobSettings.requireRange("--engine-threads", engineThreads, 1, MAX_THREADS);
        return new ScoringSettings(
                new PanelChoice(
                        points.points(),
                        EnsembleChoice.of(points.ensembles()),
                        ColumnTemperatures.parse(points.temperatureLines())),
                Reference.parse(reference),
                new Batching(size, engineThreads, ScoringPrecision.FLOAT32, processor),
                classes.choice(),
                computation.precision().on(processor));
    }

    private Processor processor(BestProcessor best) throws InvalidModelException {
        return switch (computation.device()) {
            case CPU -> Processor.CPU;
            case GPU -> Processor.GPU;
            case AUTO -> best.of(models);
        };
    }
}
