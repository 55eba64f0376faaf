package dev.midstream.local.disaster;

import static org.awaitility.Awaitility.await;

import dev.midstream.local.Shell;
import dev.midstream.local.disaster.DisasterCluster.Disturbances;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Schedules one after the other, each on a cluster of its own. */
final class Disasters {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longer than any recovery, as they have to be, and shorter than a stalled TaskManager. */
    private static final Duration TRANSACTIONS = Duration.ofMinutes(2);

    private static final Duration SHORT_TRANSACTIONS = Duration.ofSeconds(15);

    private final Path root;
    private final Path work;
    private final PrintStream out;
    private final TestRun run;

    /**
     * Trains the network.
     *
     * @param root the project's directory
     * @param work an empty directory
     * @param out takes what happens
     */
    Disasters(Path root, Path work, PrintStream out) throws Exception {
        this.root = root;
        this.work = work;
        this.out = out;
        this.run = TestRun.in(work, new Shell(root, Map.of()));
    }

    /** Runs a schedule to its end. */
    Outcome run(long seed) throws Exception {
        Schedule schedule = Schedule.of(seed);
        out.print(schedule);
        Path directory = work.resolve("seed-" + seed);
        Path data = directory.resolve("cluster");
        Shell shell = new Shell(root, Map.of("MIDSTREAM_LOCAL_DATA", data.toString()));
        Optional<SmallDisk> disk =
                schedule.has(Event.DISK_FULL)
                        ? SmallDisk.mount(shell, directory.resolve("checkpoints"))
                        : Optional.empty();
        try {
            Files.createDirectories(directory);
            Optional<FakeClock> clock =
                    schedule.has(Event.CLOCK_JUMPED) ? FakeClock.in(directory) : Optional.empty();
            try (DisasterCluster cluster =
                    new DisasterCluster(shell, data, new Disturbances(disk, clock))) {
                cluster.start();
                return survive(schedule, shell, cluster);
            }
        } finally {
            if (disk.isPresent()) {
                disk.get().close();
            }
        }
    }

    private Outcome survive(Schedule schedule, Shell shell, DisasterCluster cluster)
            throws Exception {
        String broker = cluster.bootstrapServers();
        try (ImagePublisher publisher =
                        new ImagePublisher(shell, cluster, run.data(), Disaster.RATE);
                TopicReader topics = new TopicReader(broker)) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> topics.images() > 0);
            Duration between = Duration.ofSeconds(100).dividedBy(Disaster.RATE);
            try (PoisonRecords poison =
                    new PoisonRecords(broker, schedule.seed(), Disaster.POISON, between)) {
                Duration transactions =
                        schedule.has(Event.TASK_MANAGER_STALLED)
                                ? SHORT_TRANSACTIONS
                                : TRANSACTIONS;
                StreamJob job = new StreamJob(shell, cluster, run.model(), transactions);
                return new Disaster(schedule, run, cluster, publisher, topics, poison, job, out)
                        .survive();
            }
        }
    }
}
