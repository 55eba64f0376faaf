package dev.midstream.job;

import dev.midstream.job.kafka.TopicNames;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name topics. */
final class TopicOptions {
    @Option(names = "--images-topic", paramLabel = "TOPIC", description = "Where images come from.")
    private String images = Topics.IMAGES;

    @Option(
            names = "--metrics-topic",
            paramLabel = "TOPIC",
            description = "Where figures go; created with compaction if missing.")
    private String metrics = Topics.METRICS;

    @Option(
            names = "--windows-topic",
            paramLabel = "TOPIC",
            description = "Where figures of windows go; created if missing.")
    private String windows = Topics.WINDOWS;

    @Option(
            names = "--summaries-topic",
            paramLabel = "TOPIC",
            description =
                    "Where means over severities and corruptions go; created with compaction if"
                            + " missing.")
    private String summaries = Topics.SUMMARIES;

    @Option(
            names = "--dead-letter-topic",
            paramLabel = "TOPIC",
            description = "Where records go that cannot be used; created if missing.")
    private String deadLetters = Topics.DEAD_LETTERS;

    @Option(
            names = "--labels-topic",
            paramLabel = "TOPIC",
            description =
                    "Where labels come from for images that have none yet. Default: such images are"
                            + " dead letters.")
    private @Nullable String labels;

    @Option(
            names = "--predictions-topic",
            paramLabel = "TOPIC",
            description =
                    "Where every single prediction goes; created if missing. Default: nowhere.")
    private @Nullable String predictions;

    @Option(
            names = "--probabilities",
            description =
                    "Every prediction holds the probabilities of all classes, and not only that of"
                            + " the predicted one.")
    private boolean probabilities;

    @Option(
            names = "--models-topic",
            paramLabel = "TOPIC",
            description =
                    "Where models are announced to the running job, to be added or dropped; created"
                            + " if missing.")
    private String models = Topics.MODELS;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Schema registry (Confluent-compatible HTTP interface), as in"
                            + " http://host:8081. Records in its format are read, and figures and"
                            + " predictions written. Default: Avro single-object encoding.")
    private @Nullable String registry;

    WireFormat format() {
        return registry == null
                ? WireFormat.singleObject()
                : WireFormat.registry(RegistrySettings.of(registry));
    }

    /**
     * Returns what predictions hold.
     *
     * @throws IllegalArgumentException if it is asked for without predictions; the message is for a
     *     person
     */
    Probabilities probabilities() {
        if (probabilities && predictions == null) {
            throw new IllegalArgumentException(
                    "Cannot send --probabilities nowhere: name a --predictions-topic.");
        }
        return probabilities ? Probabilities.INCLUDED : Probabilities.EXCLUDED;
    }

    TopicNames names(WindowOptions windowOptions) {
        return new TopicNames(
                images,
                metrics,
                windowOptions.windows().sizeMillis() == 0 ? TopicNames.NONE : windows,
                summaries,
                labels == null ? TopicNames.NONE : labels,
                predictions == null ? TopicNames.NONE : predictions,
                models,
                deadLetters);
    }
}
