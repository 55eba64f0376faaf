package dev.midstream.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.TestImage;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to what is its end now. */
public final class TopicReader {

    /** A record with its key as text. */
    public record Received(int partition, String key, TestImage image) {}

    private TopicReader() {}

    public static List<Received> readAll(String bootstrapServers, String topic)
            throws MalformedRecordException, IOException {
        return readAll(bootstrapServers, topic, AvroWire.of(TestImage.class));
    }

    public static List<Received> readAll(
            String bootstrapServers, String topic, AvroWire<TestImage> wire)
            throws MalformedRecordException, IOException {
        List<Received> received = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    received.add(
                            new Received(
                                    record.partition(),
                                    new String(record.key(), UTF_8),
                                    wire.decode(record.value())));
                }
            }
        }
        return received;
    }
}
