package dev.midstream.publisher.publish;

import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.cli.kafka.TopicOptions;
import dev.midstream.publisher.kafka.Delivery;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which topics take the run and how records are written to them. */
final class TargetOptions {
    private static final Set<String> COMPRESSIONS = Set.of("none", "lz4", "zstd", "snappy", "gzip");
    private static final int DEFAULT_PARTITIONS = 4;

    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private TopicOptions.Images images = new TopicOptions.Images();

    @Mixin private TopicOptions.Runs runs = new TopicOptions.Runs();

    @Option(
            names = "--create-topic",
            description = "Create the topic of test images if it does not exist.")
    private boolean createTopic;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Partitions of the topic that --create-topic creates (default: "
                            + DEFAULT_PARTITIONS
                            + ").")
    private @Nullable Integer partitions;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            description =
                    "Compression of the records: none, lz4, zstd, snappy or gzip (default: lz4).")
    private @Nullable String compression;

    @Option(
            names = "--transactional",
            description =
                    "Send in transactions of about two seconds: what readers of committed records"
                            + " see is exactly what the run reports as acknowledged.")
    private boolean transactional;

    @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /**
     * Completes the configuration of a run.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     * @throws IOException if the file of properties cannot be read
     */
    PublishConfiguration complete(PublishConfiguration.Builder builder) throws IOException {
        if (createTopic) {
            builder.createTopic(partitions == null ? DEFAULT_PARTITIONS : partitions);
        } else if (partitions != null) {
            throw new IllegalArgumentException(
                    "Cannot use --partitions without --create-topic. Add --create-topic.");
        }
        Map<String, String> properties = kafka.properties();
        if (compression != null) {
            if (!COMPRESSIONS.contains(compression)) {
                throw new IllegalArgumentException(
                        "Unknown compression: "
                                + compression
                                + ". Use none, lz4, zstd, snappy or gzip.");
            }
            properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        }
        return builder.topic(images.topic())
                .runsTopic(runs.topic())
                .delivery(transactional ? Delivery.TRANSACTIONAL : Delivery.IDEMPOTENT)
                .format(registry.format(properties))
                .clientProperties(properties)
                .build();
    }
}
