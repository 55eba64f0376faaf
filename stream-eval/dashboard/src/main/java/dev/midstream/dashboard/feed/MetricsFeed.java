package dev.midstream.dashboard.feed;

import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import dev.midstream.schemas.metric.RobustnessMetrics;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading of the metrics topic from its beginning, on a thread of its own, into a {@link
 * MetricStore}.
 *
 * <p>It goes on until closed: a topic that is not there yet is waited for, a broker that went away
 * is asked again, and a record that cannot be used is counted and left out.
 */
public final class MetricsFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private static final long LIVE_BACKLOG = 500;

    private final AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
    private final MetricStore store;
    private final Clock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile FeedStatus status;
    private volatile boolean closed;

    private MetricsFeed(String bootstrapServers, String topic, MetricStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.consumer =
                new KafkaConsumer<>(
                        settings(bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.status =
                new FeedStatus(
                        FeedStatus.State.WAITING_FOR_TOPIC,
                        clock.instant(),
                        topic,
                        bootstrapServers,
                        0,
                        0);
        this.thread = new Thread(this::run, "midstream-dashboard-feed");
        thread.setDaemon(true);
    }

    /** Starts reading {@code topic} into {@code store}. */
    public static MetricsFeed start(
            String bootstrapServers, String topic, MetricStore store, Clock clock) {
        MetricsFeed feed = new MetricsFeed(bootstrapServers, topic, store, clock);
        feed.thread.start();
        return feed;
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                10_000,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000);
    }

    /** How the reading goes. */
    public FeedStatus status() {
        return status;
    }

    private void run() {
        Instant nextLook = clock.instant();
        try (consumer) {
            while (!closed) {
                try {
                    if (!clock.instant().isBefore(nextLook)) {
                        look();
                        nextLook = clock.instant().plus(LOOK_INTERVAL);
                    }
                    // Polling without an assignment is not allowed.
                    if (consumer.assignment().isEmpty()) {
                        Thread.sleep(POLL.toMillis());
                    } else {
                        consumer.poll(POLL).forEach(this::accept);
                    }
                } catch (WakeupException e) {
                    LOG.debug("Woken up to close", e);
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    LOG.info("Kafka does not answer", e);
                    status = status.with(FeedStatus.State.UNREACHABLE, 0, clock.instant());
                }
            }
        } catch (InterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finds new partitions and, by asking for their ends, whether Kafka answers. */
    private void look() {
        String topic = status.topic();
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic, ANSWER_TIMEOUT)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        if (partitions.isEmpty()) {
            status = status.with(FeedStatus.State.WAITING_FOR_TOPIC, 0, clock.instant());
            return;
        }
        if (partitions.size() > consumer.assignment().size()) {
            List<TopicPartition> added = new ArrayList<>(partitions);
            added.removeAll(consumer.assignment());
            consumer.assign(partitions);
            consumer.seekToBeginning(added);
        }
        long backlog = backlog(partitions);
        // On a busy topic there is always something to read: once live it stays live.
        boolean live = backlog <= LIVE_BACKLOG || status.state() == FeedStatus.State.LIVE;
        status =
                status.with(
                        live ? FeedStatus.State.LIVE : FeedStatus.State.CATCHING_UP,
                        backlog,
                        clock.instant());
    }

    private long backlog(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_TIMEOUT);
        long backlog = 0;
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            backlog += Math.max(0, end - consumer.position(partition, ANSWER_TIMEOUT));
        }
        return backlog;
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            if (record.key() != null) {
                store.remove(new String(record.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        try {
            RobustnessMetric metric = wire.decode(value);
            if (metric.getScope().getKind() == ScopeKind.CUMULATIVE) {
                store.put(RobustnessMetrics.keyText(metric.getKey()), MetricView.of(metric));
            }
        } catch (MalformedRecordException | IllegalArgumentException e) {
            LOG.warn(
                    "Record {} of partition {} is left out: {}",
                    record.offset(),
                    record.partition(),
                    e.getMessage());
            status = status.plusRejected();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops reading and waits until the connection is given back. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(ANSWER_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
