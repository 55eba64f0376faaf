package dev.midstream.dashboard;

import dev.midstream.cli.kafka.JobGroupOption;
import dev.midstream.cli.kafka.KafkaCluster;
import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.cli.kafka.TopicOptions;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where the figures come from: the topics and the job. */
final class SourceOptions {
    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private TopicOptions.Metrics metrics = new TopicOptions.Metrics();
    @Mixin private TopicOptions.Summaries summaries = new TopicOptions.Summaries();
    @Mixin private TopicOptions.DeadLetters deadLetters = new TopicOptions.DeadLetters();
    @Mixin private TopicOptions.Runs runs = new TopicOptions.Runs();
    @Mixin private TopicOptions.Images images = new TopicOptions.Images();
    @Mixin private TopicOptions.Status status = new TopicOptions.Status();
    @Mixin private JobGroupOption group = new JobGroupOption();

    @Option(
            names = "--flink-url",
            paramLabel = "URL",
            description =
                    "REST interface of Flink, for the job's state and checkpoints (default: these"
                            + " are not shown).")
    private Optional<URI> flinkUrl = Optional.empty();

    @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();

    /**
     * Where in Kafka the figures are.
     *
     * @throws IllegalArgumentException if an address is invalid, with a message for the user
     * @throws IOException if the file of Kafka properties cannot be read
     */
    KafkaSource source() throws IOException {
        Map<String, String> properties = kafka.properties();
        WireFormat format = registry.format(properties);
        return new KafkaSource(
                new KafkaCluster(kafka.bootstrapServers(), properties),
                metrics.topic(),
                summaries.topic(),
                deadLetters.topic(),
                runs.topic(),
                new KafkaSource.Job(images.topic(), status.topic(), group.groupId()),
                format);
    }

    /**
     * Where Flink is, if it is known.
     *
     * @throws IllegalArgumentException if it is no HTTP address, with a message for the user
     */
    Optional<URI> flinkUrl() {
        flinkUrl.ifPresent(
                url -> {
                    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                        throw new IllegalArgumentException(
                                "Invalid --flink-url: %s. Use for instance http://localhost:8081."
                                        .formatted(url));
                    }
                });
        return flinkUrl;
    }
}
