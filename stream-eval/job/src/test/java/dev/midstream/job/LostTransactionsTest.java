package dev.midstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose transactions are ended by others, on a real broker and a Flink cluster. */
final class LostTransactionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private EmbeddedBroker broker;
    private MiniCluster flink;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        broker.createTopic("midstream.images", 1, Map.of());
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.PORT, 0);
        flink =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(2)
                                .build());
        flink.start();
    }

    @AfterEach
    void stop() throws Exception {
        flink.close();
        broker.close();
    }

    @Test
    void commit_transactionEndedByAnother_idleKeysAreSentAgain() throws Exception {
        // Checkpoints are taken when the test says so.
        JobID job = FigureJob.submit(broker, flink, "line", "--checkpoint-interval", "1h");
        FigureJob.publish(broker, "snow", "fog");
        awaitOpenTransaction();
        checkpoint(job);
        awaitFigures(Map.of("line snow", 1L, "line fog", 1L));

        FigureJob.publish(broker, "snow", "snow");
        TransactionListing pending = awaitOpenTransaction();
        awaitSent("line snow", 3);
        try (Admin admin = admin()) {
            admin.fenceProducers(List.of(pending.transactionalId())).all().get();
        }
        checkpoint(job);
        // Nothing more is published, so that no key has another occasion to be sent.
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            // A restarted job waits for its first checkpoint.
                            if (flink.getJobStatus(job).get() == JobStatus.RUNNING) {
                                tryCheckpoint(job);
                            }
                            assertThat(FigureJob.committed(broker))
                                    .isEqualTo(Map.of("line snow", 3L, "line fog", 1L));
                        });
    }

    @Test
    void submit_twoJobsOfTheDefaultGroup_neitherEndsTheOthersTransactions() throws Exception {
        JobID first = FigureJob.submit(broker, flink, "line", "--checkpoint-interval", "300ms");
        FigureJob.publish(broker, "snow");
        awaitFigures(Map.of("line snow", 1L));
        JobID second = FigureJob.submit(broker, flink, "curve", "--checkpoint-interval", "300ms");
        awaitFigures(Map.of("line snow", 1L, "curve snow", 1L));
        for (long count = 2; count <= 6; count++) {
            FigureJob.publish(broker, "snow");
            awaitFigures(Map.of("line snow", count, "curve snow", count));
        }
        assertThat(flink.getArchivedExecutionGraph(first).get().getFailureInfo()).isNull();
        assertThat(flink.getArchivedExecutionGraph(second).get().getFailureInfo()).isNull();
        try (Admin admin = admin()) {
            // Names are used again: two open ones a sink, and not one a checkpoint.
            assertThat(admin.listTransactions().all().get()).hasSizeLessThanOrEqualTo(12);
        }
    }

    private void checkpoint(JobID job) throws Exception {
        flink.triggerCheckpoint(job, org.apache.flink.core.execution.CheckpointType.FULL).get();
    }

    private void tryCheckpoint(JobID job) {
        try {
            checkpoint(job);
        } catch (Exception e) {
            // Not all tasks run yet.
            return;
        }
    }

    private void awaitFigures(Map<String, Long> expected) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(FigureJob.committed(broker)).isEqualTo(expected));
    }

    private TransactionListing awaitOpenTransaction() {
        try (Admin admin = admin()) {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () ->
                                    admin
                                            .listTransactions(
                                                    new ListTransactionsOptions()
                                                            .filterStates(
                                                                    List.of(
                                                                            TransactionState
                                                                                    .ONGOING)))
                                            .all()
                                            .get()
                                            .stream()
                                            .filter(
                                                    open ->
                                                            open.transactionalId()
                                                                    .contains("-metrics-"))
                                            .findAny(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        }
    }

    private void awaitSent(String figure, long count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> FigureJob.sent(broker).get(figure),
                        sent -> sent != null && sent == count);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
