package dev.midstream.job;

import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.cli.kafka.TopicOptions;
import dev.midstream.job.kafka.TopicNames;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topics that the job reads and writes, and how records are encoded. */
final class JobTopicOptions {
    @Mixin private TopicOptions.Images images = new TopicOptions.Images();
    @Mixin private TopicOptions.Metrics metrics = new TopicOptions.Metrics();
    @Mixin private TopicOptions.Windows windows = new TopicOptions.Windows();
    @Mixin private TopicOptions.Summaries summaries = new TopicOptions.Summaries();
    @Mixin private TopicOptions.DeadLetters deadLetters = new TopicOptions.DeadLetters();
    @Mixin private TopicOptions.Labels labels = new TopicOptions.Labels();
    @Mixin private TopicOptions.Predictions predictions = new TopicOptions.Predictions();
    @Mixin private TopicOptions.Models models = new TopicOptions.Models();
    @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();

    @Option(
            names = "--probabilities",
            description =
                    "Every prediction holds the probabilities of all classes, and not only that of"
                            + " the predicted one.")
    private boolean probabilities;

    /** The encoding of records; properties of the registry are taken out of the clients'. */
    WireFormat format(Map<String, String> properties) {
        return registry.format(properties);
    }

    /**
     * Returns what predictions hold.
     *
     * @throws IllegalArgumentException if it is asked for without predictions; the message is for a
     *     person
     */
    Probabilities probabilities() {
        if (probabilities && predictions.topic().isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot send --probabilities nowhere: name a --predictions-topic.");
        }
        return probabilities ? Probabilities.INCLUDED : Probabilities.EXCLUDED;
    }

    TopicNames names(WindowOptions windowOptions) {
        return new TopicNames(
                images.topic(),
                metrics.topic(),
                windowOptions.windows().sizeMillis() == 0 ? TopicNames.NONE : windows.topic(),
                summaries.topic(),
                labels.topic().orElse(TopicNames.NONE),
                predictions.topic().orElse(TopicNames.NONE),
                models.topic(),
                deadLetters.topic());
    }
}
