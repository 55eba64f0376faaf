package dev.midstream.local.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Flink's {@code config.yaml} for a cluster on loopback. */
public final class FlinkConfiguration {
    /** Memory of the JobManager's process, in MiB. */
    public static final int JOB_MANAGER_MEBIBYTES = 1024;

    private FlinkConfiguration() {}

    /** Writes {@code config.yaml} into {@link DataDirectory#flinkConfiguration()}. */
    public static void write(DataDirectory data, ClusterSettings settings) throws IOException {
        StringBuilder yaml = new StringBuilder();
        of(data, settings)
                .forEach(
                        (key, value) ->
                                yaml.append(key).append(": ").append(quoted(value)).append('\n'));
        Files.writeString(data.flinkConfiguration().resolve("config.yaml"), yaml);
    }

    /** The settings of {@code config.yaml}. */
    static Map<String, String> of(DataDirectory data, ClusterSettings settings) {
        Ports ports = settings.ports();
        Map<String, String> all = new TreeMap<>();
        all.put("jobmanager.rpc.address", Ports.HOST);
        all.put("jobmanager.rpc.port", String.valueOf(ports.jobManager()));
        all.put("jobmanager.bind-host", Ports.HOST);
        all.put("jobmanager.memory.process.size", JOB_MANAGER_MEBIBYTES + "m");
        all.put("blob.server.port", String.valueOf(ports.blobs()));
        all.put("rest.address", Ports.HOST);
        all.put("rest.bind-address", Ports.HOST);
        all.put("rest.port", String.valueOf(ports.rest()));
        // The default is a range of ports, from which the JobManager might pick another one.
        all.put("rest.bind-port", String.valueOf(ports.rest()));
        all.put("web.upload.dir", data.temporary().toString());
        all.put("io.tmp.dirs", data.temporary().toString());
        taskManagers(all, settings);
        state(all, data, settings);
        all.put(
                "metrics.reporter.prometheus.factory.class",
                "dev.midstream.flink.LoopbackPrometheusReporterFactory");
        // Keeps names of models, points and corruptions unchanged.
        all.put("metrics.reporter.prometheus.filterLabelValueCharacters", "false");
        all.putAll(settings.flink());
        return all;
    }

    private static void taskManagers(Map<String, String> all, ClusterSettings settings) {
        all.put("taskmanager.host", Ports.HOST);
        all.put("taskmanager.bind-host", Ports.HOST);
        all.put("taskmanager.numberOfTaskSlots", String.valueOf(settings.slots()));
        all.put("taskmanager.memory.process.size", settings.taskManagerMebibytes() + "m");
        // For TensorFlow's tensors and weights.
        all.put("taskmanager.memory.task.off-heap.size", settings.taskManagerMebibytes() / 4 + "m");
        // For RocksDB, which needs little: running sums are small.
        all.put("taskmanager.memory.managed.fraction", "0.2");
        all.put("taskmanager.load-balance.mode", "TASKS");
        all.put("parallelism.default", String.valueOf(settings.taskManagers() * settings.slots()));
    }

    private static void state(
            Map<String, String> all, DataDirectory data, ClusterSettings settings) {
        all.put("state.backend.type", settings.stateBackend().toString());
        all.put("execution.checkpointing.incremental", "true");
        all.put("execution.checkpointing.dir", data.checkpoints().toUri().toString());
        all.put("execution.checkpointing.savepoint-dir", data.savepoints().toUri().toString());
        // So that a job can be resumed from its last checkpoint after `down`.
        all.put(
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION");
    }

    /** A JSON string, which is a valid YAML string too. */
    private static String quoted(String value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write " + value, e);
        }
    }

    /** The environment variables that tell Flink's programs where their directories are. */
    public static Map<String, String> environment(Installation installation, DataDirectory data) {
        Path home = installation.flinkHome();
        return Map.of(
                "FLINK_CONF_DIR", data.flinkConfiguration().toString(),
                "FLINK_LIB_DIR", home.resolve("lib").toString(),
                "FLINK_PLUGINS_DIR", home.resolve("plugins").toString(),
                "FLINK_BIN_DIR", home.resolve("bin").toString(),
                "FLINK_LOG_DIR", data.logs().toString());
    }
}
