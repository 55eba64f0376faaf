package dev.midstream.job;

import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.TopicNames;
import dev.midstream.job.metric.Predictions.Probabilities;
import dev.midstream.schemas.wire.WireFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of topics and of the records on them. */
final class RecordOptions {
    private static final String NO_TOPIC = "none";

    @Option(
            names = "--probabilities",
            description =
                    "Every prediction holds the probabilities of all classes, and not only that of"
                            + " the predicted one.")
    private boolean probabilities;

    @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();

    /** Adds an option for every topic. */
    static void addTopics(CommandSpec command) {
        for (JobTopic topic : JobTopic.values()) {
            command.addMixin(topic.option(), CommandSpec.forAnnotatedObject(topic.newOptions()));
        }
    }

    /** The encoding of records; properties of the registry are taken out of the clients'. */
    WireFormat format(Map<String, String> properties) {
        return registry.format(properties);
    }

    /**
     * Returns what predictions hold.
     *
     * @throws IllegalArgumentException if probabilities are asked for without predictions; the
     *     message is for the user
     */
    Probabilities probabilities(TopicNames topics) {
        if (probabilities && !topics.contains(JobTopic.PREDICTIONS)) {
            throw new IllegalArgumentException(
                    "Cannot send --probabilities nowhere: name a --predictions-topic.");
        }
        return probabilities ? Probabilities.INCLUDED : Probabilities.EXCLUDED;
    }

    /**
     * Returns the names of the topics that the job uses. There is none for windows without windows,
     * and none for models if it is {@code none}.
     */
    static TopicNames topics(CommandSpec command, WindowOptions windows) {
        Map<JobTopic, String> names = new EnumMap<>(JobTopic.class);
        for (JobTopic topic : JobTopic.values()) {
            Object value = command.findOption(topic.option()).getValue();
            Object name = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (name != null && !(topic == JobTopic.MODELS && name.equals(NO_TOPIC))) {
                names.put(topic, name.toString());
            }
        }
        if (windows.windows().sizeMillis() == 0) {
            names.remove(JobTopic.WINDOWS);
        }
        return new TopicNames(names);
    }
}
