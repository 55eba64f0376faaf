package dev.midstream.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.awaitility.Awaitility;

/** A Flink cluster in this JVM with one task manager of four slots, which can be killed. */
final class FailingFlink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SLOTS = 4;

    private final MiniCluster cluster;
    private int taskManager;

    private FailingFlink(MiniCluster cluster) {
        this.cluster = cluster;
    }

    static FailingFlink start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(SLOTS)
                                .build());
        cluster.start();
        return new FailingFlink(cluster);
    }

    /** Submits the job with so many subtasks of every operator. */
    JobID submit(List<String> arguments, int subtasks) throws Exception {
        return submit(Jars.JOB, arguments, subtasks, SavepointRestoreSettings.none());
    }

    /** Stops a job with a savepoint and submits it again, from there, with other subtasks. */
    JobID rescale(JobID job, List<String> arguments, int subtasks, Path directory)
            throws Exception {
        return upgrade(job, Jars.JOB, arguments, subtasks, directory);
    }

    /** Stops a job with a savepoint and submits another jar from there. */
    JobID upgrade(JobID job, Path jar, List<String> arguments, int subtasks, Path directory)
            throws Exception {
        String savepoint =
                cluster.stopWithSavepoint(
                                job, directory.toString(), false, SavepointFormatType.CANONICAL)
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await(job, JobStatus.FINISHED);
        return submit(jar, arguments, subtasks, SavepointRestoreSettings.forPath(savepoint));
    }

    /** Kills the task manager, waits until the job has failed for it, and starts another. */
    void killTaskManager(JobID job) throws Exception {
        cluster.terminateTaskManager(taskManager).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await(job, JobStatus.RESTARTING);
        cluster.startTaskManager();
        taskManager++;
        await(job, JobStatus.RUNNING);
    }

    JobStatus status(JobID job) throws Exception {
        return cluster.getJobStatus(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void await(JobID job, JobStatus status) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(job), status::equals);
    }

    private JobID submit(
            Path jar, List<String> arguments, int subtasks, SavepointRestoreSettings restore)
            throws Exception {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--parallelism", Integer.toString(subtasks)));
        Configuration configuration = new Configuration();
        try (PackagedProgram program =
                PackagedProgram.newBuilder()
                        .setJarFile(jar.toFile())
                        .setArguments(all.toArray(new String[0]))
                        .setConfiguration(configuration)
                        .build()) {
            JobGraph graph =
                    PackagedProgramUtils.createJobGraph(program, configuration, subtasks, true);
            graph.setSavepointRestoreSettings(restore);
            return cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getJobID();
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
