package dev.midstream.publisher;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic of a run, made sure of before the first record, so that errors come early. */
final class TargetTopic {

    private final PublishConfiguration configuration;

    TargetTopic(PublishConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Creates the topic if that is wanted, else checks that it is there. */
    void prepare() throws PublishException, InterruptedException {
        try (Admin admin = Admin.create(ClientProperties.admin(configuration))) {
            if (configuration.partitions().isPresent()) {
                create(admin, configuration.partitions().getAsInt());
            } else {
                admin.describeTopics(List.of(configuration.topic())).allTopicNames().get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            // Wraps what is wrong with an address or a property.
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private void create(Admin admin, int partitions)
            throws ExecutionException, InterruptedException {
        NewTopic topic =
                new NewTopic(configuration.topic(), Optional.of(partitions), Optional.empty());
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private PublishException failure(Throwable reason) {
        String topic = configuration.topic();
        if (reason instanceof UnknownTopicOrPartitionException) {
            return new PublishException(
                    "Cannot publish to topic "
                            + topic
                            + ": "
                            + configuration.bootstrapServers()
                            + " has none of that name. Create it, or add --create-topic.",
                    reason);
        }
        return new PublishException(
                FailureText.of("Cannot publish to topic " + topic, configuration, reason), reason);
    }
}
