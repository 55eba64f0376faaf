package dev.midstream.job.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.jspecify.annotations.Nullable;

/** Commits transactions, and fails if one was ended by somebody else. */
final class WatchedCommitter implements Committer<KafkaCommittable> {
    private final Committer<KafkaCommittable> committer;

    WatchedCommitter(Committer<KafkaCommittable> committer) {
        this.committer = committer;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
            throws IOException, InterruptedException {
        List<WatchedRequest> watched = new ArrayList<>();
        requests.forEach(request -> watched.add(new WatchedRequest(request)));
        committer.commit(List.copyOf(watched));
        for (WatchedRequest request : watched) {
            Throwable reason = request.lost;
            // Of a transaction that comes from the state of a job the producer is gone. It may have
            // been committed before, and if not, all figures are sent again anyway.
            if (reason != null && request.getCommittable().getProducer().isPresent()) {
                throw new IOException(
                        "Transaction %s was ended by another client or expired: its records are lost. The job restarts and sends all figures again."
                                .formatted(request.getCommittable().getTransactionalId()),
                        reason);
            }
        }
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }

    private static final class WatchedRequest implements CommitRequest<KafkaCommittable> {
        private final CommitRequest<KafkaCommittable> request;
        private @Nullable Throwable lost;

        WatchedRequest(CommitRequest<KafkaCommittable> request) {
            this.request = request;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return request.getCommittable();
        }

        @Override
        public int getNumberOfRetries() {
            return request.getNumberOfRetries();
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            lost = reason;
            request.signalFailedWithKnownReason(reason);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            request.signalFailedWithUnknownReason(reason);
        }

        @Override
        public void retryLater() {
            request.retryLater();
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable committable) {
            request.updateAndRetryLater(committable);
        }

        @Override
        public void signalAlreadyCommitted() {
            request.signalAlreadyCommitted();
        }
    }
}
