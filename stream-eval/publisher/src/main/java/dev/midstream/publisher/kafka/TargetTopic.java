package dev.midstream.publisher.kafka;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic of a run, checked before the first record so that errors show early. */
public final class TargetTopic {

    private final KafkaTarget target;

    public TargetTopic(KafkaTarget target) {
        this.target = target;
    }

    /** Creates the topic if the target says so, otherwise checks that it exists. */
    public void prepare() throws DeliveryException, InterruptedException {
        try (Admin admin = Admin.create(ClientProperties.admin(target))) {
            if (target.partitions().isPresent()) {
                create(admin, target.partitions().getAsInt());
            } else {
                admin.describeTopics(List.of(target.topic())).allTopicNames().get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            // Wraps the error of an address or a property.
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private void create(Admin admin, int partitions)
            throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(target.topic(), Optional.of(partitions), Optional.empty());
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private DeliveryException failure(Throwable reason) {
        String topic = target.topic();
        if (reason instanceof UnknownTopicOrPartitionException) {
            return new DeliveryException(
                    "Cannot publish to topic "
                            + topic
                            + ": "
                            + target.bootstrapServers()
                            + " has none of that name. Create it, or add --create-topic.",
                    reason);
        }
        return new DeliveryException(
                FailureText.of("Cannot publish to topic " + topic, target, reason), reason);
    }
}
