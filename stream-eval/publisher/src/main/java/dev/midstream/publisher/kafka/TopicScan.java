package dev.midstream.publisher.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reading of a topic from its beginning to its end. Only committed records are seen. */
public final class TopicScan {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    }

    /**
     * Shows all records, those of a partition in their order.
     *
     * @throws DeliveryException if Kafka does not answer or has no such topic
     */
    public <E extends Exception> void forEach(Visitor<E> visitor) throws DeliveryException, E {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        ClientProperties.consumer(connection),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(partition.topic(), partition.partition()));
            }
            if (partitions.isEmpty()) {
                throw new DeliveryException(
                        "Cannot read topic %s: %s has none of that name. Publish a run, or name another."
                                .formatted(topic, connection.bootstrapServers()),
                        new UnknownTopicOrPartitionException());
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Requests of a killed publisher may be in the broker's hands at the first look.
            for (int look = 0; look < 2; look++) {
                readTo(consumer, consumer.endOffsets(partitions), visitor);
            }
        } catch (KafkaException e) {
            throw new DeliveryException(
                    FailureText.of("Cannot read topic " + topic, connection, e), e);
        }
    }

    private static <E extends Exception> void readTo(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Visitor<E> visitor)
            throws E {
        long silentSince = System.nanoTime();
        while (!reached(consumer, ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                visitor.accept(record);
            }
            if (!records.isEmpty()) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                throw new TimeoutException("No records for " + PATIENCE.toSeconds() + " s");
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
