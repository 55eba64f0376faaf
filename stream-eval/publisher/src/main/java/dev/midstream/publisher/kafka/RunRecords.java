package dev.midstream.publisher.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * All records of a run that its topic has and will keep, even where an open transaction of another
 * producer hides them from readers of committed records. A resumed run that overlooked them would
 * send them twice.
 */
public final class RunRecords {
    /** A producer's transaction ends after a minute by default, and the broker looks every 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private final KafkaTarget target;
    private final String runId;
    private final Duration patience;

    /** Those of the run that a target takes; transactions of its earlier publishers have ended. */
    public RunRecords(KafkaTarget target, String runId) {
        this(target, runId, PATIENCE);
    }

    RunRecords(KafkaTarget target, String runId, Duration patience) {
        this.target = target;
        this.runId = runId;
        this.patience = patience;
    }

    /**
     * Shows all records of the topic, and among them those of the run.
     *
     * @throws DeliveryException if Kafka does not answer, or it cannot be known what is there
     */
    public <E extends Exception> void forEach(TopicScan.Visitor<E> visitor)
            throws DeliveryException, InterruptedException, E {
        TopicScan scan = new TopicScan(target.connection(), target.topic());
        HiddenRecords hidden = scan.forEach(visitor);
        if (hidden.isEmpty()) {
            return;
        }
        if (target.delivery() == Delivery.TRANSACTIONAL) {
            await(scan, hidden, visitor);
        } else {
            // Without transactions every record of the run is final, whatever others have open.
            requireNoTransactions();
            scan.forEachUncommitted(hidden, visitor);
        }
    }

    /** Which records of a transactional run are aborted is not known before that. */
    private <E extends Exception> void await(
            TopicScan scan, HiddenRecords hidden, TopicScan.Visitor<E> visitor)
            throws DeliveryException, E {
        try {
            scan.forEachSettled(hidden, patience, visitor);
        } catch (TimeoutException e) {
            Map.Entry<TopicPartition, HiddenRecords.Range> first = hidden.first();
            throw new DeliveryException(
                    "Cannot resume run %s: an open transaction of another producer hides %d records of topic %s, in partition %d from offset %d on. Wait for its end, or end it (kafka-transactions.sh abort), and give the command again."
                            .formatted(
                                    runId,
                                    hidden.count(),
                                    target.topic(),
                                    first.getKey().partition(),
                                    first.getValue().from()),
                    e);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** An earlier publisher of the run may have aborted records, which look like the others. */
    private void requireNoTransactions() throws DeliveryException, InterruptedException {
        String id = ClientProperties.transactionalId(target, runId);
        try (Admin admin = Admin.create(ClientProperties.admin(target.connection()))) {
            var unused = admin.describeTransactions(List.of(id)).description(id).get();
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            // Who may not use the id has not published with it.
            if (reason instanceof TransactionalIdNotFoundException
                    || reason instanceof TransactionalIdAuthorizationException) {
                return;
            }
            throw failure(reason);
        } catch (KafkaException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
        throw new DeliveryException(
                "Cannot resume run %s: it was published with --transactional, and an open transaction of another producer hides which of its records are committed. Add --transactional."
                        .formatted(runId),
                new IllegalStateException(id));
    }

    private DeliveryException failure(Throwable reason) {
        return DeliveryException.of(
                "Cannot read topic " + target.topic(), target.connection(), reason);
    }
}
