package dev.midstream.publisher.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reading of a topic from its beginning to its end. */
public final class TopicScan {
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String COMMITTED = "read_committed";
    private static final String UNCOMMITTED = "read_uncommitted";

    private final KafkaConnection connection;
    private final String topic;

    public TopicScan(KafkaConnection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /**
     * What is done with a record.
     *
     * @param <E> what it throws to end the reading
     */
    @FunctionalInterface
    public interface Visitor<E extends Exception> {
        void accept(ConsumerRecord<byte[], byte[]> record) throws E;

        /** Whether it has seen enough; then the reading ends after the records at hand. */
        default boolean isDone() {
            return false;
        }
    }

    /**
     * Shows all committed records, those of a partition in their order, up to the first open
     * transaction.
     *
     * @return what follows there
     * @throws DeliveryException if Kafka does not answer or has no such topic
     */
    public <E extends Exception> HiddenRecords forEach(Visitor<E> visitor)
            throws DeliveryException, E {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(COMMITTED)) {
            return readToEnd(consumer, consumer.beginningOffsets(partitions(consumer)), visitor);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /**
     * The same of some partitions from given offsets on, or from their beginning where a partition
     * does not reach so far: it is another one of that name.
     */
    public <E extends Exception> HiddenRecords forEachFrom(
            Map<TopicPartition, Long> offsets, Visitor<E> visitor) throws DeliveryException, E {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(COMMITTED)) {
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(offsets.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet());
            starts.replaceAll(
                    (partition, first) -> {
                        long offset = offsets.getOrDefault(partition, first);
                        return offset > ends.getOrDefault(partition, first)
                                ? first
                                : Math.max(first, offset);
                    });
            return readToEnd(consumer, starts, visitor);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private <E extends Exception> HiddenRecords readToEnd(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Visitor<E> visitor)
            throws DeliveryException, E {
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        // Requests of a killed publisher may be in the broker's hands at the first look.
        for (int look = 0; look < 2; look++) {
            readTo(consumer, consumer.endOffsets(starts.keySet()), PATIENCE, visitor);
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        starts.keySet()
                .forEach(partition -> positions.put(partition, consumer.position(partition)));
        return HiddenRecords.between(positions, ends(starts.keySet()));
    }

    /** Shows hidden records now, including those whose transaction is open or was aborted. */
    public <E extends Exception> void forEachUncommitted(HiddenRecords hidden, Visitor<E> visitor)
            throws DeliveryException, E {
        try {
            read(UNCOMMITTED, hidden, PATIENCE, visitor);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /**
     * Shows those of hidden records that are committed, when their transactions have ended.
     *
     * @param patience how long an open transaction is waited for
     * @throws TimeoutException if one is open for longer
     */
    <E extends Exception> void forEachSettled(
            HiddenRecords hidden, Duration patience, Visitor<E> visitor) throws E {
        read(COMMITTED, hidden, patience, visitor);
    }

    private <E extends Exception> void read(
            String isolation, HiddenRecords hidden, Duration patience, Visitor<E> visitor)
            throws E {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            consumer.assign(hidden.ranges().keySet());
            hidden.ranges()
                    .forEach(
                            (partition, range) -> {
                                consumer.seek(partition, range.from());
                                ends.put(partition, range.to());
                            });
            readTo(consumer, ends, patience, visitor);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> properties = ClientProperties.consumer(connection);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The offsets after the last records, committed or not. */
    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws DeliveryException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(UNCOMMITTED)) {
            return consumer.endOffsets(partitions);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer)
            throws DeliveryException {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(each -> new TopicPartition(each.topic(), each.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new DeliveryException(
                    "Cannot read topic %s: %s has none of that name. Publish a run, or name another."
                            .formatted(topic, connection.bootstrapServers()),
                    new UnknownTopicOrPartitionException());
        }
        return partitions;
    }

    private DeliveryException failure(KafkaException e) {
        return DeliveryException.of("Cannot read topic " + topic, connection, e);
    }

    private static <E extends Exception> void readTo(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Duration patience,
            Visitor<E> visitor)
            throws E {
        long silentSince = System.nanoTime();
        while (!visitor.isDone() && !reached(consumer, ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                visitor.accept(record);
            }
            if (!records.isEmpty()) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > patience.toNanos()) {
                throw new TimeoutException("No records for " + patience.toSeconds() + " s");
            }
        }
    }

    private static boolean reached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }
}
