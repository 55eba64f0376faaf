package dev.midstream.local.disaster;

import dev.midstream.DeadLetter;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics past the proxy, committed records alone. Not thread-safe. */
final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * Returns how many records are on the images topic.
     *
     * @throws org.apache.kafka.common.KafkaException while the broker is down
     */
    long images() {
        return consumer.endOffsets(partitions(Topics.IMAGES)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the records that dead letters are of, and how many of each. */
    Map<String, Integer> deadLetters() throws Exception {
        AvroWire<DeadLetter> wire = AvroWire.of(DeadLetter.class);
        List<TopicPartition> partitions = partitions(Topics.DEAD_LETTERS);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, Integer> letters = new HashMap<>();
        while (ends.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
                DeadLetter letter = wire.decode(record.value());
                String origin =
                        "%s-%d@%d"
                                .formatted(
                                        letter.getTopic(),
                                        letter.getPartition(),
                                        letter.getOffset());
                letters.merge(origin, 1, Integer::sum);
            }
        }
        return letters;
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(1));
    }
}
