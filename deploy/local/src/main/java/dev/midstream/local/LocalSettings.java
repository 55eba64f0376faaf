package dev.midstream.local;

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
 * What a cluster is made of.
 *
 * @param taskManagers how many Flink TaskManagers
 * @param slots of each of them
 * @param taskManagerMebibytes memory of each, all included
 * @param stateBackend where running sums are kept
 * @param flink further settings of Flink, which win over all others
 * @param prometheus its program, where there is to be one
 */
record LocalSettings(
        Ports ports,
        int taskManagers,
        int slots,
        int taskManagerMebibytes,
        StateBackend stateBackend,
        Map<String, String> flink,
        Optional<Path> prometheus) {
    private static final String FLINK = "flink.";

    /** Flink's state backends. */
    enum StateBackend {
        ROCKSDB,
        HASHMAP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    LocalSettings {
        flink = Map.copyOf(flink);
    }

    /** Keeps the settings for the commands to come. */
    void write(Path file) throws IOException {
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
            properties.store(writer, "Of the cluster in this directory");
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file is missing or is not such a file
     */
    static LocalSettings read(Path file) throws IOException {
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

    private static LocalSettings of(Properties properties) {
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
        return new LocalSettings(
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
