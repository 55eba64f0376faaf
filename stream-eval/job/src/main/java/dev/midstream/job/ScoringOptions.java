package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.engine.Batching;
import dev.midstream.evaluation.record.Reference;
import dev.midstream.job.scoring.ScoringSettings;
import dev.midstream.job.scoring.ScoringSettings.EnsembleChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            negatable = true,
            showDefaultValue = Visibility.NEVER,
            description =
                    "Judge the mean of the points' logits too. Default: where there are several.")
    private @Nullable Boolean ensemble;

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
                new ArrayList<>(points),
                ensemble == null
                        ? EnsembleChoice.IF_SEVERAL_POINTS
                        : ensemble ? EnsembleChoice.ALWAYS : EnsembleChoice.NEVER,
                Reference.parse(reference),
                new Batching(batchSize, engineThreads));
    }
}
