package dev.midstream.publisher;

import dev.midstream.publisher.PublishConfiguration.Delivery;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a run: sends records and counts what the cluster acknowledges. In transactional
 * delivery it commits every few seconds, and a record counts as acknowledged when it is committed.
 */
final class RecordSender implements AutoCloseable {

    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int COMMIT_RECORDS = 20_000;

    private final PublishConfiguration configuration;
    private final Deliveries deliveries;
    private final PublishProgress progress;
    private final Producer<byte[], byte[]> producer;
    private final boolean transactional;
    private int open;
    private long opened;

    RecordSender(
            PublishConfiguration configuration, Deliveries deliveries, PublishProgress progress)
            throws PublishException {
        this.configuration = configuration;
        this.deliveries = deliveries;
        this.progress = progress;
        this.transactional = configuration.delivery() == Delivery.TRANSACTIONAL;
        try {
            producer =
                    new KafkaProducer<>(
                            ClientProperties.producer(configuration),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failure("Cannot start a Kafka producer", e);
        }
    }

    /**
     * Ends transactions that an earlier publisher of the same run left open, so that what the topic
     * holds of the run is final.
     */
    void begin() throws PublishException {
        if (transactional) {
            try {
                producer.initTransactions();
            } catch (KafkaException e) {
                throw failure("Cannot begin transactions", e);
            }
        }
    }

    /** Sends a record; a failure is noted in the deliveries. */
    void send(long record, int condition, byte[] key, byte[] value) {
        try {
            if (transactional && open++ == 0) {
                opened = System.nanoTime();
                producer.beginTransaction();
            }
            deliveries.sent(condition);
            // The callback has the result; the future would only repeat it.
            var unused =
                    producer.send(
                            new ProducerRecord<>(configuration.topic(), key, value),
                            (metadata, failure) -> {
                                if (failure != null) {
                                    deliveries.failed(record, value.length, failure);
                                } else if (transactional) {
                                    deliveries.uncommitted(condition, value.length);
                                } else {
                                    progress.acknowledged(
                                            deliveries.acknowledged(condition, value.length));
                                }
                            });
            if (open >= COMMIT_RECORDS || (open > 0 && due())) {
                commit(record);
            }
        } catch (KafkaException e) {
            deliveries.failed(record, value.length, e);
        }
    }

    private boolean due() {
        return System.nanoTime() - opened > COMMIT_NANOS;
    }

    /** Makes sure that no transaction stays open during a wait. */
    void waiting(long record, long nanos) {
        if (open > 0 && nanos > COMMIT_NANOS) {
            commit(record);
        }
    }

    private void commit(long record) {
        try {
            producer.commitTransaction();
            open = 0;
            progress.acknowledged(deliveries.commit());
        } catch (KafkaException e) {
            deliveries.failed(record, 0, e);
        }
    }

    /** Returns when the fate of every record is known. */
    void finish(long record) {
        try {
            if (open == 0) {
                producer.flush();
            } else if (deliveries.failure().isEmpty()) {
                commit(record);
            }
            if (open > 0) {
                producer.abortTransaction();
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            deliveries.failed(record, 0, e);
        }
    }

    private PublishException failure(String what, KafkaException e) {
        if (e instanceof ProducerFencedException) {
            return new PublishException(
                    what + ": another publisher has taken over the run. Use another --run-id.", e);
        }
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new PublishException(FailureText.of(what, configuration, reason), e);
    }

    @Override
    public void close() {
        producer.close();
    }
}
