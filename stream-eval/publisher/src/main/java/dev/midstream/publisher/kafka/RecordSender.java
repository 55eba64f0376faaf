package dev.midstream.publisher.kafka;

import dev.midstream.cli.terminal.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a run, which counts the records that the cluster acknowledges. A transactional
 * one commits every few seconds, and a record counts as acknowledged once it is committed.
 */
public final class RecordSender implements AutoCloseable {

    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MAX_UNCOMMITTED = 20_000;
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaTarget target;
    private final Deliveries deliveries;
    private final Progress progress;
    private final Producer<byte[], byte[]> producer;
    private final boolean transactional;
    private int open;
    private long opened;
    // Kafka did not say whether it has committed or aborted. The producer can then not go on; a
    // resumed run ends the transaction either way.
    private boolean undecided;

    /**
     * Starts the producer.
     *
     * @param runId names the run, and with it its transactions
     * @throws DeliveryException if a property of the client is invalid
     */
    public RecordSender(KafkaTarget target, String runId, Deliveries deliveries, Progress progress)
            throws DeliveryException {
        this.target = target;
        this.deliveries = deliveries;
        this.progress = progress;
        this.transactional = target.delivery() == Delivery.TRANSACTIONAL;
        try {
            producer =
                    new KafkaProducer<>(
                            ClientProperties.producer(target, runId),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failure("Cannot start a Kafka producer", e);
        }
    }

    /**
     * Ends transactions that an earlier publisher of the same run left open, so that the records of
     * the run on the topic are final.
     */
    public void begin() throws DeliveryException {
        if (transactional) {
            try {
                producer.initTransactions();
            } catch (KafkaException e) {
                throw failure("Cannot begin transactions", e);
            }
        }
    }

    /** Sends a record. A failure is recorded in the deliveries. */
    public void send(long record, int condition, byte[] key, byte[] value) {
        try {
            if (transactional && open++ == 0) {
                opened = System.nanoTime();
                producer.beginTransaction();
            }
            deliveries.sent(condition);
            // The callback gets the result that the future would repeat.
            var unused =
                    producer.send(
                            new ProducerRecord<>(target.topic(), key, value),
                            (metadata, failure) -> {
                                if (failure != null) {
                                    deliveries.failed(record, value.length, failure);
                                } else if (transactional) {
                                    deliveries.uncommitted(condition, value.length);
                                } else {
                                    progress.done(deliveries.acknowledged(condition, value.length));
                                }
                            });
            if (open >= MAX_UNCOMMITTED || (open > 0 && due())) {
                commit(record);
            }
        } catch (KafkaException e) {
            deliveries.failed(record, value.length, e);
        }
    }

    private boolean due() {
        return System.nanoTime() - opened > COMMIT_NANOS;
    }

    /** Commits the open transaction before a long wait. */
    public void waiting(long record, long nanos) {
        if (open > 0 && nanos > COMMIT_NANOS) {
            commit(record);
        }
    }

    private void commit(long record) {
        try {
            producer.commitTransaction();
            open = 0;
            progress.done(deliveries.commit());
        } catch (TimeoutException e) {
            undecided = true;
            deliveries.failed(record, 0, e);
        } catch (KafkaException e) {
            deliveries.failed(record, 0, e);
        }
    }

    /** Returns when every record is acknowledged or has failed. */
    public void finish(long record) {
        try {
            if (undecided) {
                return;
            }
            if (open == 0) {
                producer.flush();
            } else if (deliveries.failure().isEmpty()) {
                commit(record);
            }
            if (open > 0 && !undecided) {
                producer.abortTransaction();
            }
        } catch (InterruptException e) {
            throw e;
        } catch (TimeoutException e) {
            undecided = transactional;
            deliveries.failed(record, 0, e);
        } catch (KafkaException e) {
            deliveries.failed(record, 0, e);
        }
    }

    private DeliveryException failure(String what, KafkaException e) {
        if (e instanceof ProducerFencedException) {
            return new DeliveryException(
                    what + ": another publisher has taken over the run. Use another --run-id.", e);
        }
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new DeliveryException(FailureText.of(what, target.connection(), reason), e);
    }

    @Override
    public void close() {
        // Closing waits for the answer to a commit or an abort, which may never come. Records do
        // not wait any more: each is acknowledged or has failed.
        producer.close(undecided ? Duration.ZERO : CLOSE);
    }
}
