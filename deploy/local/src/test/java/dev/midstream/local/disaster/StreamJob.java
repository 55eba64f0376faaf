package dev.midstream.local.disaster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.local.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The job on a cluster, through all its submissions. */
final class StreamJob {
    private static final Pattern ID = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int SUBTASKS = 2;

    private final Shell shell;
    private final DisasterCluster cluster;
    private final String options;
    private final FlinkRest rest;
    private String id;

    /**
     * Submits the job.
     *
     * @param transactionTimeout how long the broker keeps an open transaction
     */
    StreamJob(Shell shell, DisasterCluster cluster, Path model, Duration transactionTimeout)
            throws Exception {
        this.shell = shell;
        this.cluster = cluster;
        this.rest = new FlinkRest(cluster.restAddress());
        Path clients = cluster.data().configuration().resolve("clients.properties");
        Files.writeString(clients, "request.timeout.ms=5000\ndelivery.timeout.ms=10000\n");
        this.options =
                " stream-eval/job/target/stream-eval.jar --bootstrap-servers %s --model %s"
                                .formatted(cluster.proxiedServers(), model)
                        + " --points "
                        + TestRun.POINTS
                        + " --checkpoint-interval 1s --emit-interval 500ms"
                        + " --transaction-timeout %ds --kafka-config %s"
                                .formatted(transactionTimeout.toSeconds(), clients);
        this.id = submit("--parallelism " + SUBTASKS);
    }

    private String submit(String how) throws Exception {
        String output = shell.succeed("deploy/local/flink run --detached " + how + options);
        Matcher matcher = ID.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("Cannot find the job's id in: " + output);
        }
        return matcher.group(1);
    }

    /** Returns whether the job runs and has completed a checkpoint that began after a moment. */
    boolean hasCheckpointSince(long millis) throws Exception {
        return rest.state(id).equals("RUNNING") && rest.checkpointed(id) > millis;
    }

    /** Stops the job with a savepoint, and goes on from it. */
    void rescale(int subtasks) throws Exception {
        String savepoint = stop();
        id = submit("--fromSavepoint %s --parallelism %d".formatted(savepoint, subtasks));
    }

    /** A job that is just restarting cannot be stopped: it is asked again. */
    private String stop() {
        return await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(this::tryStop, location -> !location.isEmpty());
    }

    private String tryStop() throws Exception {
        String request = rest.stop(id, cluster.data().savepoints().toUri().toString());
        JsonNode stopped =
                await().atMost(PATIENCE)
                        .pollInterval(LOOK)
                        .until(
                                () -> rest.stopped(id, request),
                                answer -> !answer.at("/status/id").asText().equals("IN_PROGRESS"));
        return stopped.at("/operation/location").asText();
    }
}
