package dev.midstream.local.disaster;

import static org.awaitility.Awaitility.await;

import dev.midstream.local.service.ServiceCatalog;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Does to a cluster what schedules say. */
final class Strikes implements AutoCloseable {
    private final DisasterCluster cluster;
    private final ImagePublisher publisher;
    private final StreamJob job;
    private final Path network;
    private final Path copy;

    Strikes(DisasterCluster cluster, ImagePublisher publisher, StreamJob job, Path model) {
        this.cluster = cluster;
        this.publisher = publisher;
        this.job = job;
        this.network = model.resolve(ModelDirectory.SAVED_MODEL);
        this.copy = cluster.data().root().resolve("copy-of-the-network");
    }

    /** Returns whether an event can be brought about here. */
    boolean isPossible(Event event) {
        return switch (event) {
            case DISK_FULL -> cluster.disturbances().disk().isPresent();
            case CLOCK_JUMPED -> cluster.disturbances().clock().isPresent();
            default -> true;
        };
    }

    /** Lets an event begin, last and end. */
    void strike(Strike strike) throws Exception {
        switch (strike.event()) {
            case TASK_MANAGER_KILLED -> kill(DisasterCluster.TASK_MANAGER, strike);
            case TASK_MANAGER_STOPPED, TASK_MANAGER_STALLED ->
                    suspend(cluster.part(DisasterCluster.TASK_MANAGER), strike);
            case JOB_MANAGER_KILLED -> kill(ServiceCatalog.JOB_MANAGER, strike);
            case JOB_MANAGER_STOPPED -> suspend(cluster.part(ServiceCatalog.JOB_MANAGER), strike);
            case BROKER_KILLED -> kill(ServiceCatalog.KAFKA, strike);
            case BROKER_STOPPED -> suspend(cluster.part(ServiceCatalog.KAFKA), strike);
            case DASHBOARD_KILLED -> kill(ServiceCatalog.DASHBOARD, strike);
            case DASHBOARD_STOPPED -> suspend(cluster.part(ServiceCatalog.DASHBOARD), strike);
            case PUBLISHER_KILLED -> {
                publisher.process().kill();
                hold(strike.lasting());
                publisher.resumeEnded();
            }
            case PUBLISHER_STOPPED -> suspend(publisher.process(), strike);
            case NETWORK_CUT -> {
                cluster.proxy().cut();
                hold(strike.lasting());
                cluster.proxy().heal();
            }
            case DISK_FULL -> {
                SmallDisk disk = cluster.disturbances().disk().orElseThrow();
                disk.fill();
                hold(strike.lasting());
                disk.empty();
            }
            case CLOCK_JUMPED -> {
                FakeClock clock = cluster.disturbances().clock().orElseThrow();
                clock.set(strike.amount());
                hold(strike.lasting());
                clock.set(0);
            }
            case MODEL_TRUNCATED -> truncate(strike);
            case RESCALED -> job.rescale(strike.amount());
        }
    }

    private void kill(String name, Strike strike) throws Exception {
        Part part = cluster.part(name);
        part.kill();
        hold(strike.lasting());
        part.start();
    }

    private static void suspend(Part part, Strike strike) throws Exception {
        part.suspend();
        hold(strike.lasting());
        part.resume();
    }

    private void truncate(Strike strike) throws Exception {
        Part taskManager = cluster.part(DisasterCluster.TASK_MANAGER);
        taskManager.kill();
        Files.copy(network, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(network, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        taskManager.start();
        cluster.awaitReady(DisasterCluster.TASK_MANAGER);
        hold(strike.lasting());
        mendModel();
    }

    private void mendModel() throws IOException {
        if (Files.exists(copy)) {
            Files.copy(copy, network, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(copy);
        }
    }

    /** Lets so many seconds pass. */
    static void hold(int seconds) {
        long began = System.nanoTime();
        await().atMost(Duration.ofSeconds(seconds + 60L))
                .until(() -> System.nanoTime() - began >= seconds * 1_000_000_000L);
    }

    @Override
    public void close() throws IOException {
        mendModel();
    }
}
