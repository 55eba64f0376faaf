package dev.midstream.local.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prometheus' configuration: that of deploy/prometheus, with this cluster's addresses. */
public final class PrometheusFiles {
    private PrometheusFiles() {}

    /** The main configuration file. */
    public static Path configuration(DataDirectory data) {
        return directory(data).resolve("prometheus.yml");
    }

    private static Path directory(DataDirectory data) {
        return data.configuration().resolve("prometheus");
    }

    /** Copies the configuration and its rules, and writes the addresses to scrape. */
    public static void write(Installation installation, DataDirectory data, Ports ports)
            throws IOException {
        Path source = installation.prometheusFiles();
        copy(source, directory(data), "prometheus.yml");
        for (String rules : names(source.resolve("rules"))) {
            copy(source.resolve("rules"), directory(data).resolve("rules"), rules);
        }
        Path targets = directory(data).resolve("targets");
        Files.createDirectories(targets);
        writeTargets(targets.resolve("flink.json"), ports.metrics());
        writeTargets(targets.resolve("dashboard.json"), List.of(ports.dashboard()));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .toList();
        }
    }

    private static void copy(Path from, Path to, String name) throws IOException {
        Files.createDirectories(to);
        Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeTargets(Path file, List<Integer> ports) throws IOException {
        List<String> targets = ports.stream().map(port -> Ports.HOST + ":" + port).toList();
        new ObjectMapper().writeValue(file.toFile(), List.of(Map.of("targets", targets)));
    }
}
