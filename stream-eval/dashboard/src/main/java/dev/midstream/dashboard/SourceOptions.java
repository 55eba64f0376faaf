package dev.midstream.dashboard;

import dev.midstream.cli.kafka.BootstrapServers;
import dev.midstream.cli.kafka.JobGroupOption;
import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.cli.kafka.TopicOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where the figures come from: the topics and the job. */
final class SourceOptions {
    @Mixin private BootstrapServers servers = new BootstrapServers();
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
     */
    KafkaSource source() {
        return new KafkaSource(
                servers.addresses(),
                metrics.topic(),
                summaries.topic(),
                deadLetters.topic(),
                runs.topic(),
                new KafkaSource.Job(images.topic(), status.topic(), group.groupId()),
                registry.format(new HashMap<>()));
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
