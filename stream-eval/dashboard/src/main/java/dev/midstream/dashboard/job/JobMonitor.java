package dev.midstream.dashboard.job;

import dev.midstream.cli.kafka.KafkaCluster;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks after the scoring job every few seconds, on a thread of its own, until closed. */
public final class JobMonitor implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final GroupLag lag;
    private final @Nullable FlinkRest flink;
    private final Thread thread;
    private volatile JobView latest;

    private JobMonitor(GroupLag lag, @Nullable FlinkRest flink, JobView first) {
        this.lag = lag;
        this.flink = flink;
        this.latest = first;
        this.thread = new Thread(this::run, "midstream-dashboard-job");
        thread.setDaemon(true);
    }

    /**
     * Starts looking.
     *
     * @param groupId the job's consumer group
     * @param topic that it reads
     * @param flinkUrl of Flink's REST interface; without it checkpoints are not known
     */
    public static JobMonitor start(
            KafkaCluster cluster,
            String groupId,
            String topic,
            Optional<URI> flinkUrl,
            Clock clock) {
        JobMonitor monitor =
                new JobMonitor(
                        new GroupLag(cluster, groupId, topic, clock),
                        flinkUrl.map(FlinkRest::new).orElse(null),
                        new JobView(
                                LagView.unknown(groupId, topic, "not asked yet"), null, List.of()));
        monitor.thread.start();
        return monitor;
    }

    /** What was seen last. */
    public JobView latest() {
        return latest;
    }

    private void run() {
        try {
            while (true) {
                latest = new JobView(lag.look(), flink == null ? null : flink.look(), List.of());
                Thread.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        lag.close();
    }
}
