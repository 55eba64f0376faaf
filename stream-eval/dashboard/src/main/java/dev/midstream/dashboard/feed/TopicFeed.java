package dev.midstream.dashboard.feed;

import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic on a thread of its own, until closed.
 *
 * <p>A feed waits for a topic that does not exist yet, retries a broker or a schema registry that
 * does not answer, and counts and skips records that cannot be used.
 */
public final class TopicFeed implements AutoCloseable {
    private static final Map<String, Object> SETTINGS =
            Map.of(
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

    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /** A feed with at most this many records to read counts as live. */
    private static final long MAX_LIVE_BACKLOG = 500;

    /** Handles records. */
    interface Handler {
        /**
         * Handles a record.
         *
         * @throws MalformedRecordException if the record's bytes cannot be decoded
         * @throws IllegalArgumentException if the record's content is invalid
         * @throws IOException if the schema registry does not answer; the record is read again
         */
        void accept(ConsumerRecord<byte[], byte[]> record)
                throws MalformedRecordException, IOException;
    }

    private final Handler handler;
    private final long maxEarlier;
    private final Clock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile FeedStatus status;
    private volatile boolean closed;
    private boolean registryAnswers = true;

    private TopicFeed(FeedTopic topic, long maxEarlier, Handler handler, Clock clock) {
        this.handler = handler;
        this.maxEarlier = maxEarlier;
        this.clock = clock;
        this.consumer =
                new KafkaConsumer<>(
                        topic.cluster().client(SETTINGS),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.status =
                new FeedStatus(
                        FeedStatus.State.WAITING_FOR_TOPIC,
                        clock.instant(),
                        topic.name(),
                        topic.cluster().bootstrapServers(),
                        0,
                        0,
                        0);
        this.thread = new Thread(this::run, "midstream-dashboard-" + topic.name());
        thread.setDaemon(true);
    }

    /**
     * Starts to read a topic.
     *
     * @param maxEarlier how many of the records already in a partition are read at most: the last
     */
    static TopicFeed start(FeedTopic topic, long maxEarlier, Handler handler, Clock clock) {
        TopicFeed feed = new TopicFeed(topic, maxEarlier, handler, clock);
        feed.thread.start();
        return feed;
    }

    /** The present state of the feed. */
    public FeedStatus status() {
        return status;
    }

    private void run() {
        Instant nextCheck = clock.instant();
        try (consumer) {
            while (!closed) {
                try {
                    if (!clock.instant().isBefore(nextCheck)) {
                        check();
                        nextCheck = clock.instant().plus(CHECK_INTERVAL);
                    }
                    // A consumer without partitions may not poll.
                    if (consumer.assignment().isEmpty()) {
                        Thread.sleep(POLL.toMillis());
                    } else {
                        handle(consumer.poll(POLL));
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

    /** Assigns new partitions and updates the status; fails if Kafka does not answer. */
    private void check() {
        String topic = status.topic();
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic, REQUEST_TIMEOUT)
                .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        if (partitions.isEmpty()) {
            status = status.with(FeedStatus.State.WAITING_FOR_TOPIC, 0, clock.instant());
            return;
        }
        if (partitions.size() > consumer.assignment().size()) {
            List<TopicPartition> added = new ArrayList<>(partitions);
            added.removeAll(consumer.assignment());
            consumer.assign(partitions);
            seek(added);
        }
        long backlog = backlog(partitions);
        if (!registryAnswers) {
            status = status.with(FeedStatus.State.REGISTRY_UNREACHABLE, backlog, clock.instant());
            return;
        }
        // A busy topic always has records to read, so a live feed stays live.
        boolean live = backlog <= MAX_LIVE_BACKLOG || status.state() == FeedStatus.State.LIVE;
        status =
                status.with(
                        live ? FeedStatus.State.LIVE : FeedStatus.State.CATCHING_UP,
                        backlog,
                        clock.instant());
    }

    private void seek(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, REQUEST_TIMEOUT);
        consumer.beginningOffsets(partitions, REQUEST_TIMEOUT)
                .forEach(
                        (partition, beginning) -> {
                            long end = ends.getOrDefault(partition, beginning);
                            consumer.seek(partition, Math.max(beginning, end - maxEarlier));
                        });
    }

    private long backlog(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, REQUEST_TIMEOUT);
        long backlog = 0;
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            backlog += Math.max(0, end - consumer.position(partition, REQUEST_TIMEOUT));
        }
        return backlog;
    }

    /** Handles records; seeks back to one that must be read again later. */
    private void handle(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (!isHandled(record)) {
                    consumer.seek(partition, record.offset());
                    break;
                }
            }
        }
    }

    private boolean isHandled(ConsumerRecord<byte[], byte[]> record) {
        try {
            handler.accept(record);
            status = status.plusRead();
            registryAnswers = true;
        } catch (MalformedRecordException | IllegalArgumentException e) {
            LOG.warn(
                    "Skipping offset {} of partition {} of {}: {}",
                    record.offset(),
                    record.partition(),
                    record.topic(),
                    e.getMessage());
            status = status.plusRejected();
        } catch (IOException e) {
            LOG.info("The schema registry does not answer", e);
            registryAnswers = false;
            status =
                    status.with(
                            FeedStatus.State.REGISTRY_UNREACHABLE,
                            status.backlog(),
                            clock.instant());
            return false;
        }
        return true;
    }

    /** Stops reading and waits until the connection is closed. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(REQUEST_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
