package dev.midstream.publisher.replay;

import dev.midstream.DeadLetter;
import dev.midstream.publisher.kafka.ClientProperties;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Records as they are on their topics, for letters that were written without them: because a model
 * could not answer the image, or because they are larger than the dead letters may be.
 */
final class OriginalRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConnection connection;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Integer> partitions = new HashMap<>();

    OriginalRecords(KafkaConnection connection) throws DeliveryException {
        this.connection = connection;
        Map<String, Object> properties = ClientProperties.consumer(connection);
        // One record is wanted at a time: a response has one batch even if that is larger.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        try {
            consumer =
                    new KafkaConsumer<>(
                            properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw DeliveryException.of(
                    "Cannot start a Kafka consumer",
                    connection,
                    e.getCause() == null ? e : e.getCause());
        }
    }

    /** Whether a partition exists. */
    boolean has(TopicPartition partition) throws DeliveryException {
        try {
            int count =
                    partitions.computeIfAbsent(
                            partition.topic(), topic -> consumer.partitionsFor(topic).size());
            return partition.partition() < count;
        } catch (KafkaException e) {
            throw failure(partition.topic(), e);
        }
    }

    /** The record of a letter; empty if its topic has it no longer, or it has no value. */
    Optional<Contents> of(DeadLetter letter) throws DeliveryException {
        TopicPartition partition = Origin.of(letter).topicPartition();
        try {
            return at(partition, letter.getOffset())
                    // A topic that was made anew has other records at the same offsets.
                    .filter(record -> record.timestamp() == letter.getTimestamp().toEpochMilli())
                    .filter(record -> record.value() != null)
                    .map(record -> new Contents(record.key(), record.value()));
        } catch (KafkaException e) {
            throw failure(partition.topic(), e);
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        if (offset < consumer.beginningOffsets(one).getOrDefault(partition, 0L)
                || offset >= consumer.endOffsets(one).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        long start = System.nanoTime();
        while (consumer.position(partition) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return Optional.of(record).filter(found -> found.offset() == offset);
            }
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TimeoutException("No record for " + PATIENCE.toSeconds() + " s");
            }
        }
        return Optional.empty();
    }

    private DeliveryException failure(String topic, KafkaException e) {
        return DeliveryException.of("Cannot read topic " + topic, connection, e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
