package dev.midstream.job;

import dev.midstream.cli.DurationConverter;
import dev.midstream.cli.EceBins;
import dev.midstream.cli.Version;
import dev.midstream.cli.kafka.JobGroupOption;
import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.job.kafka.KafkaSettings;
import dev.midstream.job.kafka.KafkaSettings.Extent;
import dev.midstream.job.kafka.KafkaSettings.Reading;
import dev.midstream.job.kafka.KafkaSettings.StartingOffsets;
import dev.midstream.job.kafka.ResultDelivery;
import dev.midstream.job.kafka.TopicNames;
import dev.midstream.job.kafka.TransactionIds;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        description =
                "Scores a Kafka stream of test images with the points of models and keeps running"
                        + " accuracy and calibration for every corruption and severity.")
final class JobOptions {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Mixin private ScoringOptions scoring = new ScoringOptions();

    @Mixin private RecordOptions records = new RecordOptions();

    @Mixin private JobGroupOption group = new JobGroupOption();

    @Option(
            names = "--starting-offsets",
            paramLabel = "WHERE",
            defaultValue = "earliest",
            description =
                    "Where reading begins: earliest, latest or committed. A resumed job ignores it"
                            + " (default: ${DEFAULT-VALUE}).")
    private StartingOffsets startingOffsets = StartingOffsets.EARLIEST;

    @Option(
            names = "--bounded",
            description = "End at what is on the images topic when the job starts.")
    private boolean bounded;

    @Mixin private EceBins eceBins = new EceBins();

    @Mixin private WindowOptions windows = new WindowOptions();

    @Mixin private LabelOptions labels = new LabelOptions();

    @Mixin private CopyOptions copies = new CopyOptions();

    @Option(
            names = "--emit-interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description =
                    "Send the figures of a key at most once in this time (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration emitInterval = Duration.ZERO;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Time between checkpoints; with exactly-once delivery, figures become visible"
                            + " this often (default: Flink's execution.checkpointing.interval, 10s"
                            + " if that is not set).")
    private Optional<Duration> checkpointInterval = Optional.empty();

    @Option(
            names = "--delivery",
            paramLabel = "HOW",
            defaultValue = "exactly-once",
            description =
                    "How often a result may arrive: exactly-once or at-least-once (default:"
                            + " ${DEFAULT-VALUE}).")
    private Delivery delivery = Delivery.EXACTLY_ONCE;

    @Option(
            names = "--transaction-timeout",
            paramLabel = "TIME",
            defaultValue = "15m",
            converter = DurationConverter.class,
            description =
                    "Timeout of transactions: at most transaction.max.timeout.ms of the broker"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration transactionTimeout = Duration.ZERO;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of every operator (default: the cluster's).")
    private @Nullable Integer parallelism;

    /** How often a result may arrive. */
    enum Delivery {
        EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE),
        AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE);

        private final DeliveryGuarantee guarantee;

        Delivery(DeliveryGuarantee guarantee) {
            this.guarantee = guarantee;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Returns the settings that the options stand for.
     *
     * @param best is asked where the options leave the choice to this machine
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     * @throws IOException if the file of Kafka properties cannot be read
     * @throws InvalidModelException if a model has to be read and cannot be
     */
    JobSettings settings(ScoringOptions.BestProcessor best)
            throws IOException, InvalidModelException {
        Map<String, String> properties = kafka.properties();
        WireFormat format = records.format(properties);
        TopicNames topics = RecordOptions.topics(spec, windows);
        return new JobSettings(
                new ModelSources(scoring.models(), scoring.locations()),
                scoring.settings(best),
                new KafkaSettings(
                        kafka.bootstrapServers(),
                        topics,
                        group.groupId(),
                        new Reading(startingOffsets, bounded ? Extent.BOUNDED : Extent.UNBOUNDED),
                        new ResultDelivery(
                                delivery.guarantee,
                                transactionTimeout,
                                TransactionIds.ofSubmission(group.groupId())),
                        Map.copyOf(properties),
                        format),
                scoring.linger(),
                new FigureSettings(
                        eceBins.count(),
                        windows.windows(),
                        windows.clockLead(),
                        records.probabilities(topics),
                        emitInterval),
                labels.waiting(),
                copies.rememberedImages(),
                new RuntimeSettings(
                        checkpointInterval,
                        parallelism == null ? RuntimeSettings.CLUSTER_PARALLELISM : parallelism));
    }
}
