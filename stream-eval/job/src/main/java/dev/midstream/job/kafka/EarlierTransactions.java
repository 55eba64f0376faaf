package dev.midstream.job.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The open transactions that an earlier job of the same consumer group left on the job's topics
 * when it was killed. Until they end, readers of committed records see nothing that was written
 * after them, which may take as long as the transaction timeout.
 *
 * <p>A job that still runs commits with each checkpoint. A transaction to which nothing has been
 * written for several checkpoints is of a job that is gone.
 */
public final class EarlierTransactions {
    private static final Duration MIN_SILENCE = Duration.ofSeconds(30);
    private static final int CHECKPOINTS = 3;

    private final KafkaSettings settings;
    private final Duration silence;

    private EarlierTransactions(KafkaSettings settings, Duration silence) {
        this.settings = settings;
        this.silence = silence;
    }

    /**
     * Returns those of earlier jobs that checkpointed as often as this one.
     *
     * @param checkpointInterval time between checkpoints
     */
    public static EarlierTransactions of(KafkaSettings settings, Duration checkpointInterval) {
        Duration several = checkpointInterval.multipliedBy(CHECKPOINTS);
        return silentFor(settings, several.compareTo(MIN_SILENCE) < 0 ? MIN_SILENCE : several);
    }

    static EarlierTransactions silentFor(KafkaSettings settings, Duration silence) {
        return new EarlierTransactions(settings, silence);
    }

    /** Something that is told what is going on, in one line. */
    public interface Listener {
        void says(String line);
    }

    /**
     * Ends the transactions of jobs that are gone. Waits until that is certain of those that were
     * written to lately.
     *
     * @throws UnusableTopicsException if Kafka does not answer
     */
    public void end(Listener listener) throws UnusableTopicsException, InterruptedException {
        try (Admin admin = Admin.create(settings.adminProperties())) {
            Map<String, Long> first = lastWrites(admin);
            if (first.isEmpty()) {
                return;
            }
            long wait = Math.max(0, latest(first) + silence.toMillis() - now());
            if (wait > 0) {
                listener.says(
                        "Waiting %d s for %d open transactions of an earlier job of group %s: they are ended unless that job still runs."
                                .formatted((wait + 999) / 1000, first.size(), settings.groupId()));
                Thread.sleep(Math.min(wait, silence.toMillis()));
            }
            Set<String> silent = new HashSet<>();
            lastWrites(admin)
                    .forEach(
                            (id, written) -> {
                                if (written.equals(first.get(id))) {
                                    silent.add(id);
                                }
                            });
            if (!silent.isEmpty()) {
                admin.fenceProducers(silent).all().get();
                listener.says(
                        "Ended %d open transactions of an earlier job of group %s."
                                .formatted(silent.size(), settings.groupId()));
            }
        } catch (ExecutionException | KafkaException e) {
            throw JobTopics.unreachable(settings, e.getCause() == null ? e : e.getCause());
        }
    }

    private static long latest(Map<String, Long> writes) {
        return writes.values().stream()
                .mapToLong(written -> Math.min(written, now()))
                .max()
                .orElse(0);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    /** When each transaction was last written to, in milliseconds since the epoch. */
    private Map<String, Long> lastWrites(Admin admin)
            throws ExecutionException, InterruptedException {
        Collection<TransactionListing> open =
                admin.listTransactions(
                                new ListTransactionsOptions()
                                        .filterStates(List.of(TransactionState.ONGOING)))
                        .all()
                        .get();
        List<String> ids =
                open.stream()
                        .map(TransactionListing::transactionalId)
                        .filter(settings.delivery().transactions()::isEarlier)
                        .toList();
        Map<String, Long> writes = new HashMap<>();
        for (Map.Entry<String, TransactionDescription> entry :
                admin.describeTransactions(ids).all().get().entrySet()) {
            TransactionDescription transaction = entry.getValue();
            List<TopicPartition> partitions =
                    transaction.topicPartitions().stream()
                            .filter(partition -> settings.topics().areWritten(partition.topic()))
                            .toList();
            if (transaction.state() == TransactionState.ONGOING && !partitions.isEmpty()) {
                writes.put(entry.getKey(), lastWrite(admin, transaction, partitions));
            }
        }
        return writes;
    }

    private static long lastWrite(
            Admin admin, TransactionDescription transaction, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return admin.describeProducers(partitions).all().get().values().stream()
                .flatMap(partition -> partition.activeProducers().stream())
                .filter(producer -> producer.producerId() == transaction.producerId())
                .mapToLong(producer -> producer.lastTimestamp())
                .reduce(transaction.transactionStartTimeMs().orElse(0), Math::max);
    }
}
