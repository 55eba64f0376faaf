package dev.midstream.local.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings of a cluster.
 *
 * @param ports where its services listen
 * @param taskManagers number of Flink TaskManagers
 * @param slots number of slots of each TaskManager
 * @param taskManagerMebibytes total process memory of each TaskManager, in MiB
 * @param stateBackend where Flink keeps state
 * @param flink further settings of Flink, which override all others
 * @param prometheus the Prometheus program; empty for a cluster without Prometheus
 */
public record ClusterSettings(
        Ports ports,
        int taskManagers,
        int slots,
        int taskManagerMebibytes,
        StateBackend stateBackend,
        Map<String, String> flink,
        Optional<Path> prometheus) {
    private static final String FLINK = "flink.";

    /** Flink's state backends. */
    public enum StateBackend {
        ROCKSDB,
        HASHMAP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the map. */
    public ClusterSettings {
        flink = Map.copyOf(flink);
    }

    /** Stores the settings, so that later commands find them. */
    public void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("port.kafka", String.valueOf(ports.kafka()));
        properties.setProperty("port.controller", String.valueOf(ports.controller()));
        properties.setProperty("port.rest", String.valueOf(ports.rest()));
        properties.setProperty("port.jobmanager", String.valueOf(ports.jobManager()));
        properties.setProperty("port.blobs", String.valueOf(ports.blobs()));
        properties.setProperty("port.dashboard", String.valueOf(ports.dashboard()));
        properties.setProperty("port.prometheus", String.valueOf(ports.prometheus()));
        properties.setProperty(
                "port.metrics",
                String.join(",", ports.metrics().stream().map(String::valueOf).toList()));
        properties.setProperty("taskmanagers", String.valueOf(taskManagers));
        properties.setProperty("slots", String.valueOf(slots));
        properties.setProperty("taskmanager.mebibytes", String.valueOf(taskManagerMebibytes));
        properties.setProperty("state.backend", stateBackend.name());
        prometheus.ifPresent(program -> properties.setProperty("prometheus", program.toString()));
        flink.forEach((key, value) -> properties.setProperty(FLINK + key, value));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Settings of the cluster in this directory");
        }
    }

    /**
     * Reads settings that {@link #write} stored.
     *
     * @throws IOException if the file is missing or damaged
     */
    public static ClusterSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        try {
            return of(properties);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static ClusterSettings of(Properties properties) {
        Map<String, String> flink = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(FLINK)) {
                flink.put(name.substring(FLINK.length()), properties.getProperty(name));
            }
        }
        List<Integer> metrics =
                Arrays.stream(text(properties, "port.metrics").split(",", -1))
                        .map(Integer::valueOf)
                        .toList();
        return new ClusterSettings(
                new Ports(
                        number(properties, "port.kafka"),
                        number(properties, "port.controller"),
                        number(properties, "port.rest"),
                        number(properties, "port.jobmanager"),
                        number(properties, "port.blobs"),
                        number(properties, "port.dashboard"),
                        number(properties, "port.prometheus"),
                        metrics),
                number(properties, "taskmanagers"),
                number(properties, "slots"),
                number(properties, "taskmanager.mebibytes"),
                StateBackend.valueOf(text(properties, "state.backend")),
                flink,
                Optional.ofNullable(properties.getProperty("prometheus")).map(Path::of));
    }

    private static int number(Properties properties, String name) {
        return Integer.parseInt(text(properties, name));
    }

    private static String text(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
