package dev.midstream.job;

import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.kafka.KafkaSettings.Extent;
import dev.midstream.job.kafka.KafkaSettings.StartingOffsets;
import dev.midstream.job.scoring.ScoringPlan.EnsembleChoice;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.schemas.metric.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The job's options, as picocli fills them in. */
@Command(
        name = "flink run stream-eval.jar",
        mixinStandardHelpOptions = true,
        versionProvider = JobVersion.class,
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Scores a Kafka stream of test images with the points of a model and keeps running"
                        + " accuracy and calibration for every corruption and severity.")
final class JobOptions {
    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, comma-separated.")
    private String bootstrapServers = "";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Model directory, at the same path on all task managers.")
    private Path model = Path.of("");

    @Option(
            names = "--points",
            split = ",",
            paramLabel = "ID",
            description = "Points of the model to judge, comma-separated, or all.")
    private List<String> points = List.of("all");

    @Option(
            names = "--ensemble",
            negatable = true,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
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

    @Mixin private TopicOptions topics = new TopicOptions();

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            description =
                    "Consumer group and prefix of transactional ids: unique among running jobs.")
    private String groupId = "stream-eval";

    @Option(
            names = "--starting-offsets",
            paramLabel = "WHERE",
            description = "earliest, latest or committed. Resuming ignores it.")
    private StartingOffsets startingOffsets = StartingOffsets.EARLIEST;

    @Option(
            names = "--bounded",
            description = "End at what is on the images topic when the job starts.")
    private boolean bounded;

    @Option(names = "--batch-size", paramLabel = "N", description = "Images scored at once.")
    private int batchSize = 32;

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

    @Option(names = "--ece-bins", paramLabel = "N", description = "10, 12, 15, 20, 30 or 60.")
    private int eceBins = ClassificationFigures.DEFAULT_ECE_BINS;

    @Mixin private WindowOptions windows = new WindowOptions();

    @Mixin private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--deduplicate",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Count an image that comes again within this time (same run, image, corruption"
                            + " and severity) once; 0s: count whatever comes.")
    private Duration deduplicate = Duration.ZERO;

    @Option(
            names = "--emit-interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Figures of a key are sent at most once in this time.")
    private Duration emitInterval = Duration.ofSeconds(1);

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "With exactly-once delivery, figures become visible this often.")
    private Duration checkpointInterval = Duration.ofSeconds(10);

    @Option(
            names = "--delivery",
            paramLabel = "HOW",
            description = "exactly-once or at-least-once.")
    private Delivery delivery = Delivery.EXACTLY_ONCE;

    @Option(
            names = "--transaction-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "At most the broker's transaction.max.timeout.ms.")
    private Duration transactionTimeout = Duration.ofMinutes(15);

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Subtasks of every operator. Default: the cluster's.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--kafka-property",
            paramLabel = "KEY=VALUE",
            description = "Further setting of the Kafka clients; may be repeated.")
    private Map<String, String> kafkaProperties = new LinkedHashMap<>();

    /** How often a result may arrive. */
    enum Delivery {
        EXACTLY_ONCE,
        AT_LEAST_ONCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Returns the settings that the options stand for.
     *
     * @throws IllegalArgumentException if they contradict each other; the message is for a person
     */
    JobSettings settings() {
        return new JobSettings(
                model,
                List.copyOf(points),
                ensemble == null
                        ? EnsembleChoice.IF_SEVERAL_POINTS
                        : ensemble ? EnsembleChoice.ALWAYS : EnsembleChoice.NEVER,
                Reference.parse(reference),
                new KafkaSettings(
                        bootstrapServers,
                        topics.names(windows),
                        groupId,
                        startingOffsets,
                        bounded ? Extent.BOUNDED : Extent.UNBOUNDED,
                        delivery == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE,
                        transactionTimeout,
                        Map.copyOf(kafkaProperties)),
                batchSize,
                linger,
                engineThreads,
                eceBins,
                windows.windows(),
                labels.waiting(),
                deduplicate,
                emitInterval,
                checkpointInterval,
                parallelism == null ? JobSettings.CLUSTER_PARALLELISM : parallelism);
    }
}
