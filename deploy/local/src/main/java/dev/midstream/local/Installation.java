package dev.midstream.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the programs lie that are started.
 *
 * @param root the project's directory
 */
record Installation(Path root) {

    /** Class path of the broker. */
    String kafkaClassPath() {
        return root.resolve("deploy/local/target/kafka") + "/*";
    }

    /** Holds {@code lib} and {@code plugins}. */
    Path flinkHome() {
        return root.resolve("deploy/flink/target/home");
    }

    String flinkClassPath() {
        return flinkHome().resolve("lib") + "/*";
    }

    /** Arguments of every JVM that runs Flink. */
    Path flinkJvmArguments() {
        return root.resolve("deploy/local/flink-jvm.args");
    }

    Path dashboardJar() {
        return root.resolve("stream-eval/dashboard/target/dashboard.jar");
    }

    /** Rules and scrape configuration. */
    Path prometheusFiles() {
        return root.resolve("deploy/prometheus");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Finds a program on the path. */
    static Optional<Path> program(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(":", -1)) {
            Path program = Path.of(directory, name);
            if (!directory.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /**
     * Checks that everything is there.
     *
     * @throws LocalException if something is not built
     */
    void requireBuilt() throws LocalException {
        List<Path> parts =
                List.of(
                        root.resolve("deploy/local/target/kafka"),
                        flinkHome().resolve("lib"),
                        flinkHome().resolve("plugins/metrics-prometheus"),
                        dashboardJar());
        for (Path part : parts) {
            if (!Files.exists(part)) {
                throw new LocalException(
                        "Cannot start: %s is missing. Build it: mvn package -DskipTests"
                                .formatted(root.relativize(part)));
            }
        }
    }
}
