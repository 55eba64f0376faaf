package dev.midstream.dashboard.job;

import dev.midstream.cli.kafka.KafkaCluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/** Asks Kafka how far a consumer group is behind a topic. */
final class GroupLag implements AutoCloseable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final Admin admin;
    private final String groupId;
    private final String topic;
    private final Clock clock;
    private long lastCommitted = -1;
    private @Nullable Instant committedAt;

    GroupLag(KafkaCluster cluster, String groupId, String topic, Clock clock) {
        int millis = (int) ANSWER_TIMEOUT.toMillis();
        this.admin =
                Admin.create(
                        cluster.client(
                                Map.of(
                                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis)));
        this.groupId = groupId;
        this.topic = topic;
        this.clock = clock;
    }

    /** The present lag; a view with its problem if Kafka does not answer. */
    LagView look() throws InterruptedException {
        try {
            return measure();
        } catch (ExecutionException e) {
            String cause = e.getCause() == null ? "no reason given" : e.getCause().getMessage();
            return LagView.unknown(groupId, topic, "Kafka does not answer: " + cause);
        } catch (TimeoutException e) {
            return LagView.unknown(groupId, topic, "Kafka does not answer");
        }
    }

    private LagView measure() throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = committedOffsets();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition : partitions()) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(latest)
                        .all()
                        .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        long committed = 0;
        long written = 0;
        boolean any = false;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
            written += end.getValue().offset();
            OffsetAndMetadata own = offsets.get(end.getKey());
            if (own != null) {
                any = true;
                committed += own.offset();
            }
        }
        if (!any) {
            // So that the first commit is an advance, even where it is the only one.
            lastCommitted = 0;
            return new LagView(
                    groupId, topic, 0, written, null, null, "the group has committed nothing yet");
        }
        if (lastCommitted >= 0 && committed != lastCommitted) {
            committedAt = clock.instant();
        }
        lastCommitted = committed;
        long lag = Math.max(0, written - committed);
        return new LagView(groupId, topic, committed, written, lag, committedAt, null);
    }

    private Map<TopicPartition, OffsetAndMetadata> committedOffsets()
            throws ExecutionException, TimeoutException, InterruptedException {
        return admin.listConsumerGroupOffsets(groupId)
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private List<Integer> partitions()
            throws ExecutionException, TimeoutException, InterruptedException {
        TopicDescription description =
                admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .get(topic);
        return Objects.requireNonNull(description).partitions().stream()
                .map(TopicPartitionInfo::partition)
                .toList();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
