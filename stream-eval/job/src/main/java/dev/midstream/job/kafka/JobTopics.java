package dev.midstream.job.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it at submission that the job's topics exist.
 *
 * <p>The topics of metrics and summaries are created with compaction, which keeps the latest
 * figures of every key; the dead-letter topic takes larger messages than the images topic, since a
 * dead letter carries a whole message.
 */
public final class JobTopics {
    private static final int DEAD_LETTER_OVERHEAD_BYTES = 64 * 1024;
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
    private static final String MOST_BYTES = "max.message.bytes";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private JobTopics() {}

    /**
     * What the topics are able to take.
     *
     * @param mostBytes the largest message of each topic that is written
     */
    public record Limits(Map<String, Integer> mostBytes) {
        /** Returns the largest message of a topic in bytes. */
        public int of(String topic) {
            return Objects.requireNonNull(mostBytes.get(topic), topic);
        }
    }

    /**
     * Creates the topics that are written where they are missing.
     *
     * @throws UnusableTopicsException if Kafka cannot be reached or a topic that is read is missing
     */
    public static Limits prepare(KafkaSettings settings) throws UnusableTopicsException {
        Properties properties = settings.clientProperties();
        properties.putIfAbsent("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
        properties.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try (Admin admin = Admin.create(properties)) {
            Set<String> existing = admin.listTopics().names().get();
            TopicNames topics = settings.topics();
            requireExisting(existing, settings, topics.images(), "images", "--images-topic");
            if (!topics.labels().equals(TopicNames.NONE)) {
                requireExisting(existing, settings, topics.labels(), "labels", "--labels-topic");
            }
            Map<String, Integer> limits = new HashMap<>();
            for (Map.Entry<String, Map<String, String>> topic :
                    written(topics, mostBytes(admin, topics.images())).entrySet()) {
                if (!existing.contains(topic.getKey())) {
                    create(admin, topic.getKey(), topic.getValue());
                }
                limits.put(topic.getKey(), mostBytes(admin, topic.getKey()));
            }
            return new Limits(Map.copyOf(limits));
        } catch (ExecutionException e) {
            throw unreachable(settings, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw unreachable(settings, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, e);
        }
    }

    /** Returns the topics that are written, with what they are created with. */
    private static Map<String, Map<String, String>> written(TopicNames topics, int imageBytes) {
        int letterBytes =
                (int) Math.min(Integer.MAX_VALUE, imageBytes + (long) DEAD_LETTER_OVERHEAD_BYTES);
        Map<String, Map<String, String>> written = new LinkedHashMap<>();
        written.put(topics.metrics(), COMPACTED);
        written.put(topics.summaries(), COMPACTED);
        if (!topics.windows().equals(TopicNames.NONE)) {
            written.put(topics.windows(), Map.of());
        }
        if (!topics.predictions().equals(TopicNames.NONE)) {
            written.put(topics.predictions(), Map.of());
        }
        // Read, in fact, but nobody should have to create it who announces nothing. Announcements
        // stay: a job that resumes from an old savepoint reads them again.
        written.put(topics.models(), Map.of("retention.ms", "-1"));
        written.put(topics.deadLetters(), Map.of(MOST_BYTES, Integer.toString(letterBytes)));
        return written;
    }

    private static void requireExisting(
            Set<String> existing,
            KafkaSettings settings,
            String topic,
            String contents,
            String option)
            throws UnusableTopicsException {
        if (!existing.contains(topic)) {
            throw new UnusableTopicsException(
                    "Cannot read %s: there is no topic %s on %s. Create it, or name another with %s."
                            .formatted(contents, topic, settings.bootstrapServers(), option));
        }
    }

    private static UnusableTopicsException unreachable(KafkaSettings settings, Throwable cause) {
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
        // Partitions and replicas as the broker has them by default.
        NewTopic created =
                new NewTopic(topic, Optional.empty(), Optional.empty()).configs(configuration);
        try {
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            // Somebody else was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static int mostBytes(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Collection<Config> described =
                        admin.describeConfigs(List.of(resource)).all().get().values();
                return Integer.parseInt(described.iterator().next().get(MOST_BYTES).value());
            } catch (ExecutionException e) {
                // A topic that was just created is not known to every broker at once.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }
}
