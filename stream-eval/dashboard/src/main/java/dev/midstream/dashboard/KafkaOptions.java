package dev.midstream.dashboard;

import dev.midstream.schemas.Topics;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the figures and the job are. */
final class KafkaOptions {
    private static final Pattern SERVERS =
            Pattern.compile("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*");

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT[,...]",
            description = "Kafka's addresses.")
    private String bootstrapServers;

    @Option(
            names = "--metrics-topic",
            paramLabel = "NAME",
            defaultValue = Topics.METRICS,
            description = "The metrics topic (default: ${DEFAULT-VALUE}).")
    private String metrics;

    @Option(
            names = "--summaries-topic",
            paramLabel = "NAME",
            defaultValue = Topics.SUMMARIES,
            description =
                    "The topic of means over corruptions and severities (default:"
                            + " ${DEFAULT-VALUE}).")
    private String summaries;

    @Option(
            names = "--dead-letters-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEAD_LETTERS,
            description =
                    "The topic of records that could not be used (default: ${DEFAULT-VALUE}).")
    private String deadLetters;

    @Option(
            names = "--images-topic",
            paramLabel = "NAME",
            defaultValue = Topics.IMAGES,
            description = "The topic that the job reads, for its lag (default: ${DEFAULT-VALUE}).")
    private String images;

    @Option(
            names = "--group-id",
            paramLabel = "NAME",
            defaultValue = "stream-eval",
            description = "The job's consumer group, for its lag (default: ${DEFAULT-VALUE}).")
    private String groupId;

    @Option(
            names = "--flink-url",
            paramLabel = "URL",
            description = "Flink's REST interface, for the job's state and checkpoints.")
    private @Nullable URI flinkUrl;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Registry of the records' schemas, where the job writes with one.")
    private @Nullable String schemaRegistry;

    // Picocli sets the fields.
    @SuppressWarnings("NullAway.Init")
    KafkaOptions() {}

    /**
     * Where the figures are.
     *
     * @throws IllegalArgumentException if an address is none
     */
    KafkaSource source() {
        if (!SERVERS.matcher(bootstrapServers).matches()) {
            throw new IllegalArgumentException(
                    "Invalid --bootstrap-servers: %s. Use host:port.".formatted(bootstrapServers));
        }
        String registry = schemaRegistry;
        WireFormat format =
                registry == null
                        ? WireFormat.singleObject()
                        : WireFormat.registry(RegistrySettings.of(registry));
        return new KafkaSource(
                bootstrapServers, metrics, summaries, deadLetters, images, groupId, format);
    }

    /**
     * Where Flink is, if that was said.
     *
     * @throws IllegalArgumentException if it is no address
     */
    Optional<URI> flinkUrl() {
        URI url = flinkUrl;
        if (url != null && !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "Invalid --flink-url: %s. Use for instance http://localhost:8081."
                            .formatted(url));
        }
        return Optional.ofNullable(url);
    }
}
