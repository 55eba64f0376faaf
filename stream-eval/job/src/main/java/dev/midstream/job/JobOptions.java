package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.cli.Version;
import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.kafka.KafkaSettings.Extent;
import dev.midstream.job.kafka.KafkaSettings.StartingOffsets;
import dev.midstream.job.kafka.TopicNames;
import dev.midstream.metrics.ClassificationFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The job's options, as picocli fills them in. */
@Command(
        name = "flink run stream-eval.jar",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        showDefaultValues = true,
        description =
                "Scores a Kafka stream of test images with the points of models and keeps running"
                        + " accuracy and calibration for every corruption and severity.")
final class JobOptions {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Mixin private ScoringOptions scoring = new ScoringOptions();

    @Mixin private RecordOptions records = new RecordOptions();

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
        TopicNames topics = RecordOptions.topics(spec, windows);
        return new JobSettings(
                scoring.models(),
                scoring.settings(),
                new KafkaSettings(
                        kafka.bootstrapServers(),
                        topics,
                        groupId,
                        startingOffsets,
                        bounded ? Extent.BOUNDED : Extent.UNBOUNDED,
                        delivery == Delivery.EXACTLY_ONCE
                                ? DeliveryGuarantee.EXACTLY_ONCE
                                : DeliveryGuarantee.AT_LEAST_ONCE,
                        transactionTimeout,
                        kafkaProperties(),
                        records.format()),
                scoring.linger(),
                eceBins,
                windows.windows(),
                records.probabilities(topics),
                labels.waiting(),
                deduplicate,
                emitInterval,
                checkpointInterval,
                parallelism == null ? JobSettings.CLUSTER_PARALLELISM : parallelism);
    }

    private Map<String, String> kafkaProperties() {
        try {
            return Map.copyOf(kafka.properties());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
