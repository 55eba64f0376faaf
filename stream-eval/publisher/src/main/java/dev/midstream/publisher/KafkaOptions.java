package dev.midstream.publisher;

import dev.midstream.publisher.PublishConfiguration.Delivery;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where images go. */
final class KafkaOptions {

    private static final Set<String> COMPRESSIONS = Set.of("none", "lz4", "zstd", "snappy", "gzip");
    private static final int DEFAULT_PARTITIONS = 4;

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Address of the Kafka cluster; several with commas between them.")
    private String bootstrapServers = "";

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Takes the images. Default: midstream.images.")
    private String topic = Topics.IMAGES;

    @Option(names = "--create-topic", description = "Create the topic if it does not exist.")
    private boolean createTopic;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topic that --create-topic creates. Default: 4.")
    private @Nullable Integer partitions;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            description = "none, lz4, zstd, snappy or gzip. Default: lz4.")
    private @Nullable String compression;

    @Option(
            names = "--transactional",
            description =
                    "Send in transactions of about two seconds: what readers of committed records"
                            + " see is exactly what the run reports as acknowledged. Default: no.")
    private boolean transactional;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Register the schema there and write records in Confluent's wire format. The"
                        + " user may be in the URL (https://USER:PASSWORD@HOST), or in the file of"
                        + " --producer-config (basic.auth.user.info). Default: Avro single-object"
                        + " encoding.")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--producer-config",
            paramLabel = "FILE",
            description =
                    "Properties of the Kafka clients, such as those of TLS and SASL"
                            + " (security.protocol, sasl.jaas.config, ssl.truststore.location).")
    private @Nullable Path producerConfig;

    KafkaOptions() {}

    String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Completes the configuration.
     *
     * @throws IllegalArgumentException if an option's value makes no sense
     * @throws IOException if the file of properties cannot be read
     */
    PublishConfiguration applyTo(PublishConfiguration.Builder builder) throws IOException {
        builder.topic(topic).delivery(transactional ? Delivery.TRANSACTIONAL : Delivery.IDEMPOTENT);
        if (createTopic) {
            builder.createTopic(partitions == null ? DEFAULT_PARTITIONS : partitions);
        } else if (partitions != null) {
            throw new IllegalArgumentException(
                    "Cannot use --partitions without --create-topic. Add it.");
        }
        Map<String, String> properties =
                producerConfig == null ? new HashMap<>() : PropertiesFile.read(producerConfig);
        if (compression != null) {
            if (!COMPRESSIONS.contains(compression)) {
                throw new IllegalArgumentException(
                        "Unknown compression: "
                                + compression
                                + ". Use none, lz4, zstd, snappy or gzip.");
            }
            properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        }
        builder.wire(wire(properties));
        return builder.clientProperties(properties).build();
    }

    /** Takes what the file says of the registry out of the Kafka client's properties. */
    private WireFormat wire(Map<String, String> properties) {
        String inFile = properties.remove("schema.registry.url");
        String user = properties.remove("basic.auth.user.info");
        properties.remove("basic.auth.credentials.source");
        String url = schemaRegistry == null ? inFile : schemaRegistry;
        if (url == null) {
            return WireFormat.singleObject();
        }
        RegistrySettings settings = RegistrySettings.of(url);
        return WireFormat.registry(user == null ? settings : settings.as(user));
    }
}
