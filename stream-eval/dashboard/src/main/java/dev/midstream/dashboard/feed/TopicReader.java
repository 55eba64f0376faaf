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
 * The reading of a topic, on a thread of its own.
 *
 * <p>It goes on until closed: a topic that is not there yet is waited for, a broker that went away
 * is asked again, and a record that cannot be used is counted and left out.
 */
final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private static final long LIVE_BACKLOG = 500;

    /** What is done with a record. */
    interface Handler {
        /**
         * Takes a record.
         *
         * @throws MalformedRecordException if its bytes are not one of the expected kind
         * @throws IllegalArgumentException if its contents are not possible
         * @throws IOException if the schema registry cannot be asked about it now
         */
        void accept(ConsumerRecord<byte[], byte[]> record)
                throws MalformedRecordException, IOException;
    }

    private final Handler handler;
    private final long mostBefore;
    private final Clock clock;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile FeedStatus status;
    private volatile boolean closed;
    private boolean registryAnswers = true;

    private TopicReader(
            String bootstrapServers, String topic, long mostBefore, Handler handler, Clock clock) {
        this.handler = handler;
        this.mostBefore = mostBefore;
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
                        0,
                        0);
        this.thread = new Thread(this::run, "midstream-dashboard-" + topic);
        thread.setDaemon(true);
    }

    /**
     * Starts reading {@code topic}.
     *
     * @param mostBefore how many records a partition, at most, of those that are there already
     */
    static TopicReader start(
            String bootstrapServers, String topic, long mostBefore, Handler handler, Clock clock) {
        TopicReader reader = new TopicReader(bootstrapServers, topic, mostBefore, handler, clock);
        reader.thread.start();
        return reader;
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
    FeedStatus status() {
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
                        take(consumer.poll(POLL));
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
            seek(added);
        }
        long backlog = backlog(partitions);
        if (!registryAnswers) {
            status = status.with(FeedStatus.State.REGISTRY_UNREACHABLE, backlog, clock.instant());
            return;
        }
        // On a busy topic there is always something to read: once live it stays live.
        boolean live = backlog <= LIVE_BACKLOG || status.state() == FeedStatus.State.LIVE;
        status =
                status.with(
                        live ? FeedStatus.State.LIVE : FeedStatus.State.CATCHING_UP,
                        backlog,
                        clock.instant());
    }

    private void seek(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_TIMEOUT);
        consumer.beginningOffsets(partitions, ANSWER_TIMEOUT)
                .forEach(
                        (partition, beginning) -> {
                            long end = ends.getOrDefault(partition, beginning);
                            consumer.seek(partition, Math.max(beginning, end - mostBefore));
                        });
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

    /** Takes the records; of a partition whose next one cannot be asked about now, later again. */
    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (!accept(record)) {
                    consumer.seek(partition, record.offset());
                    break;
                }
            }
        }
    }

    private boolean accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            handler.accept(record);
            status = status.plusRead();
            registryAnswers = true;
        } catch (MalformedRecordException | IllegalArgumentException e) {
            LOG.warn(
                    "Record {} of partition {} of {} is left out: {}",
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
