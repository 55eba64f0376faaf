package dev.midstream.publisher.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a run, checked before the first record so that errors show early. */
public final class TargetTopics {

    private final KafkaTarget target;

    public TargetTopics(KafkaTarget target) {
        this.target = target;
    }

    /**
     * Ensures that the topics exist: that of images is created if the target says so, that of runs
     * in any case, compacted.
     *
     * @return whether the topic of runs was there before
     */
    public boolean prepare() throws DeliveryException, InterruptedException {
        try (Admin admin = Admin.create(ClientProperties.admin(target.connection()))) {
            boolean unused = prepare(admin, target.topic(), images());
            return prepare(admin, target.runsTopic(), Optional.of(runs()));
        } catch (KafkaException e) {
            // Wraps the error of an address or a property.
            throw failure(target.topic(), e.getCause() == null ? e : e.getCause());
        }
    }

    private Optional<NewTopic> images() {
        OptionalInt partitions = target.partitions();
        return partitions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NewTopic(
                                target.topic(),
                                Optional.of(partitions.getAsInt()),
                                Optional.empty()));
    }

    private NewTopic runs() {
        return new NewTopic(target.runsTopic(), Optional.of(1), Optional.empty())
                .configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** Returns whether the topic was there before. */
    private boolean prepare(Admin admin, String name, Optional<NewTopic> missing)
            throws DeliveryException, InterruptedException {
        try {
            admin.describeTopics(List.of(name)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || missing.isEmpty()) {
                throw failure(name, e.getCause() == null ? e : e.getCause());
            }
            create(admin, missing.get());
            return false;
        }
    }

    private void create(Admin admin, NewTopic topic)
            throws DeliveryException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            // Another process created it first.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failure(topic.name(), e.getCause() == null ? e : e.getCause());
            }
        }
    }

    private DeliveryException failure(String topic, Throwable reason) {
        if (reason instanceof UnknownTopicOrPartitionException) {
            return new DeliveryException(
                    "Cannot publish to topic "
                            + topic
                            + ": "
                            + target.connection().bootstrapServers()
                            + " has none of that name. Create it, or add --create-topic.",
                    reason);
        }
        return DeliveryException.of(
                "Cannot publish to topic " + topic, target.connection(), reason);
    }
}
