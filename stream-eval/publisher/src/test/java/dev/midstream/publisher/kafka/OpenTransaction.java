package dev.midstream.publisher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A transaction with one record, which somebody else has open on a topic. */
public final class OpenTransaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private OpenTransaction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Begins it in the topic's partition 0, and returns when the broker has the record. */
    public static OpenTransaction on(String bootstrapServers, String topic, String id)
            throws Exception {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, 0, null, "not an image".getBytes(UTF_8))).get();
        return new OpenTransaction(producer);
    }

    public void abort() {
        producer.abortTransaction();
    }

    /** Ends it if it is open. */
    @Override
    public void close() {
        producer.close();
    }
}
