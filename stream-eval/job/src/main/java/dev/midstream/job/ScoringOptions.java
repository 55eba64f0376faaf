package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.engine.Batching;
import dev.midstream.evaluation.panel.EnsembleChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.scoring.ScoringSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
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
            names = "--points",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Points to judge, comma-separated: all, midpoint, endpoints, samples,"
                        + " samples:N, members, ensemble, or their ids. A model with one point is"
                        + " judged by it, whatever role is asked for.")
    private List<String> points = List.of("all");

    @Option(
            names = "--ensemble",
            paramLabel = "POINTS",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Points to judge as an ensemble (mean logits) too: all, none, names with"
                            + " commas between them, or mirrored: the pairs of points of a line or"
                            + " curve at a and 1 - a. May be repeated. Default: all.")
    private List<String> ensembles = new ArrayList<>();

    @Option(
            names = "--reference",
            paramLabel = "POINT",
            description =
                    "What every point is compared with, image by image: midpoint (of its own model,"
                            + " where that is judged), MODEL/POINT or none.")
    private String reference = "midpoint";

    @Option(names = "--batch-size", paramLabel = "N", description = "Images scored at once.")
    private int batchSize = Batching.DEFAULT_BATCH_SIZE;

    @Option(
            names = "--linger",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long an image waits for its batch to fill.")
    private Duration linger = Duration.ofMillis(20);

    @Option(
            names = "--engine-threads",
            paramLabel = "N",
            description =
                    "TensorFlow threads per operation. The first job of a task manager decides.")
    private int engineThreads = 1;

    List<String> models() {
        return List.copyOf(models);
    }

    Duration linger() {
        return linger;
    }

    ScoringSettings settings() {
        JobSettings.requireRange("--batch-size", batchSize, 1, MAX_BATCH_SIZE);
        JobSettings.requireRange("--engine-threads", engineThreads, 1, MAX_THREADS);
        return new ScoringSettings(
                new PanelChoice(points, EnsembleChoice.of(ensembles)),
                Reference.parse(reference),
                new Batching(batchSize, engineThreads));
    }
}
