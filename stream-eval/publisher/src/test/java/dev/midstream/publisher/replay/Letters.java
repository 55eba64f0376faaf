package dev.midstream.publisher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.DeadLetter;
import dev.midstream.UnansweredImage;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic with records of which dead letters are written, as the job would. */
final class Letters implements AutoCloseable {
    private static final AvroWire<DeadLetter> WIRE = AvroWire.of(DeadLetter.class);
    private static final long TIME = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();

    private final CifarBroker broker;
    private final String origins;
    private final String letters;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Creates both topics. */
    Letters(CifarBroker broker, String name, int partitions) {
        this.broker = broker;
        this.origins = name;
        this.letters = name + "-dead-letters";
        broker.createTopic(origins, partitions, Map.of());
        broker.createTopic(letters, 1, Map.of());
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    String topic() {
        return letters;
    }

    /** Writes a record, its time so many seconds after noon, and returns its place. */
    RecordMetadata record(int partition, int second, String value) throws Exception {
        return producer.send(
                        new ProducerRecord<>(
                                origins,
                                partition,
                                TIME + second * 1000L,
                                ("key-" + value).getBytes(UTF_8),
                                value.getBytes(UTF_8)))
                .get();
    }

    /** Writes a record and a letter that holds it. */
    void rejected(int partition, int second, String fault, String value) throws Exception {
        letter(
                record(partition, second, value),
                fault,
                letter ->
                        letter.setKey(ByteBuffer.wrap(("key-" + value).getBytes(UTF_8)))
                                .setValue(ByteBuffer.wrap(value.getBytes(UTF_8))));
    }

    /** Writes a letter without its record. */
    void withoutRecord(RecordMetadata origin, String fault, String run) throws Exception {
        letter(
                origin,
                fault,
                letter -> letter.setImage(new UnansweredImage(run, "image", "none", 0, null)));
    }

    private void letter(RecordMetadata origin, String fault, Consumer<DeadLetter.Builder> contents)
            throws Exception {
        DeadLetter.Builder letter =
                DeadLetter.newBuilder()
                        .setTopic(origin.topic())
                        .setPartition(origin.partition())
                        .setOffset(origin.offset())
                        .setTimestamp(Instant.ofEpochMilli(origin.timestamp()))
                        .setReason("It cannot be used.")
                        .setFault(fault)
                        .setKey(null)
                        .setValue(null)
                        .setImage(null);
        contents.accept(letter);
        send(WIRE.encode(letter.build()));
    }

    /** Writes to the topic of dead letters. */
    void send(byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(letters, value)).get();
    }

    /** What is in a partition: {@code KEY=VALUE}, and of copies {@code <ORIGIN} behind it. */
    List<String> contents(int partition) {
        List<String> contents = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition one = new TopicPartition(origins, partition);
            consumer.assign(List.of(one));
            consumer.seekToBeginning(List.of(one));
            long end = consumer.endOffsets(List.of(one)).get(one);
            while (consumer.position(one) < end) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    contents.add(
                            new String(record.key(), UTF_8)
                                    + "="
                                    + new String(record.value(), UTF_8)
                                    + Origin.ofCopy(record).map(of -> "<" + of).orElse(""));
                }
            }
        }
        return contents;
    }

    @Override
    public void close() {
        producer.close();
    }
}
