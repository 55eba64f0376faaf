package dev.midstream.embedded;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink cluster in this JVM, on loopback. As in a real cluster, each job runs from its jar in a
 * class loader of its own.
 */
public final class EmbeddedFlink implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final MiniCluster cluster;
    private final int slots;

    private EmbeddedFlink(MiniCluster cluster, int slots) {
        this.cluster = cluster;
        this.slots = slots;
    }

    /**
     * Starts a cluster with {@code slots} slots.
     *
     * @param temporary existing directory for temporary files, some of which remain when it is
     *     closed
     * @throws Exception if Flink cannot start
     */
    public static EmbeddedFlink start(int slots, Path temporary) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(JobManagerOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
        configuration.set(WebOptions.TMP_DIR, temporary.toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        cluster.start();
        return new EmbeddedFlink(cluster, slots);
    }

    /**
     * Submits the job of {@code jar} with the parallelism of all slots.
     *
     * @throws ProgramInvocationException if the job's main method fails
     */
    public JobID submit(Path jar, List<String> arguments) throws Exception {
        Configuration configuration = new Configuration();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PackagedProgram program =
                PackagedProgram.newBuilder()
                        .setJarFile(jar.toFile())
                        .setArguments(arguments.toArray(new String[0]))
                        .setConfiguration(configuration)
                        .build()) {
            JobGraph graph =
                    PackagedProgramUtils.createJobGraph(program, configuration, slots, true);
            return cluster.submitJob(graph).get(PATIENCE_SECONDS, TimeUnit.SECONDS).getJobID();
        } finally {
            // Flink redirects both streams while the job's main method runs. If it fails before
            // that, it does not restore them, and error messages would be lost.
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The address of the REST interface, on loopback. */
    public URI restAddress() throws ExecutionException, InterruptedException, TimeoutException {
        return cluster.getRestAddress().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The status of a job. */
    public JobStatus status(JobID job)
            throws ExecutionException, InterruptedException, TimeoutException {
        return cluster.getJobStatus(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
