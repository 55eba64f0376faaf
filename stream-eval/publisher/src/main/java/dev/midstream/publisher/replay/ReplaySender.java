package dev.midstream.publisher.replay;

import dev.midstream.publisher.kafka.ClientProperties;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.KafkaConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends copies of records and counts those that the cluster acknowledges. */
final class ReplaySender implements AutoCloseable {
    /** The first copy that was not delivered, and why. */
    record Failure(Origin origin, Exception reason) {}

    private final Tally tally;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    ReplaySender(KafkaConnection connection, Tally tally) throws DeliveryException {
        this.tally = tally;
        try {
            producer =
                    new KafkaProducer<>(
                            ClientProperties.producer(connection),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        } catch (KafkaException e) {
            throw DeliveryException.of(
                    "Cannot start a Kafka producer",
                    connection,
                    e.getCause() == null ? e : e.getCause());
        }
    }

    /** Sends a copy of the record of a letter. */
    void send(Origin origin, String fault, Contents contents) {
        try {
            // The callback gets the result that the future would repeat.
            var unused =
                    producer.send(
                            origin.copy(contents),
                            (metadata, reason) -> {
                                if (reason == null) {
                                    tally.add(fault, Outcome.SENT);
                                } else {
                                    failed(origin, reason);
                                }
                            });
        } catch (KafkaException e) {
            failed(origin, e);
        }
    }

    private void failed(Origin origin, Exception reason) {
        failure.compareAndSet(null, new Failure(origin, reason));
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Returns when every copy is acknowledged or has failed. */
    @Override
    public void close() {
        producer.close();
    }
}
