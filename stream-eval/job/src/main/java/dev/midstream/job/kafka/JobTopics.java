package dev.midstream.job.kafka;

import dev.midstream.job.kafka.JobTopic.Direction;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Ensures at submission that the job's topics exist. */
public final class JobTopics {
    static final String MAX_MESSAGE_BYTES = "max.message.bytes";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private JobTopics() {}

    /**
     * The largest messages that the topics take.
     *
     * @param maxBytes the size in bytes, of each topic that the job creates where it is missing
     */
    public record Limits(Map<JobTopic, Integer> maxBytes) {
        /** Returns the size of the largest message of a topic in bytes. */
        public int of(JobTopic topic) {
            return Objects.requireNonNull(maxBytes.get(topic), topic.option());
        }
    }

    /**
     * Creates the topics that are written where they are missing.
     *
     * @throws UnusableTopicsException if Kafka cannot be reached or a topic that is read is missing
     */
    public static Limits prepare(KafkaSettings settings) throws UnusableTopicsException {
        try (Admin admin = Admin.create(settings.adminProperties())) {
            Set<String> existing = admin.listTopics().names().get();
            TopicNames topics = settings.topics();
            for (JobTopic topic : JobTopic.values()) {
                if (topics.contains(topic) && topic.direction() == Direction.READ) {
                    requireExisting(existing, settings, topic);
                }
            }
            int imageBytes = maxMessageBytes(admin, topics.of(JobTopic.IMAGES));
            Map<JobTopic, Integer> limits = new EnumMap<>(JobTopic.class);
            for (JobTopic topic : JobTopic.values()) {
                if (topics.contains(topic) && topic.direction() != Direction.READ) {
                    String name = topics.of(topic);
                    if (!existing.contains(name)) {
                        create(admin, name, topic.creation().configuration(imageBytes));
                    }
                    limits.put(topic, maxMessageBytes(admin, name));
                }
            }
            return new Limits(limits);
        } catch (ExecutionException e) {
            throw unreachable(settings, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw unreachable(settings, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, e);
        }
    }

    private static void requireExisting(
            Set<String> existing, KafkaSettings settings, JobTopic topic)
            throws UnusableTopicsException {
        String name = settings.topics().of(topic);
        if (!existing.contains(name)) {
            throw new UnusableTopicsException(
                    "Cannot read %s: there is no topic %s on %s. Create it, or name another with %s."
                            .formatted(
                                    topic.contents(),
                                    name,
                                    settings.bootstrapServers(),
                                    topic.option()));
        }
    }

    static UnusableTopicsException unreachable(KafkaSettings settings, Throwable cause) {
        return new UnusableTopicsException(
                "Cannot prepare the topics on %s: %s. Check --bootstrap-servers and the broker."
                        .formatted(settings.bootstrapServers(), describe(cause)),
                cause);
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    private static void create(Admin admin, String topic, Map<String, String> configuration)
            throws ExecutionException, InterruptedException {
        // With the broker's default numbers of partitions and replicas.
        NewTopic created =
                new NewTopic(topic, Optional.empty(), Optional.empty()).configs(configuration);
        try {
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            // Another process created it first.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static int maxMessageBytes(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Collection<Config> described =
                        admin.describeConfigs(List.of(resource)).all().get().values();
                return Integer.parseInt(described.iterator().next().get(MAX_MESSAGE_BYTES).value());
            } catch (ExecutionException e) {
                // A new topic takes a moment to be known to every broker.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }
}
