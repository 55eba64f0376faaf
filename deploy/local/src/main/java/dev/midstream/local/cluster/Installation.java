package dev.midstream.local.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the programs of the cluster are installed.
 *
 * @param root root directory of the checkout
 */
public record Installation(Path root) {

    /** The class path of the broker. */
    public String kafkaClassPath() {
        return root.resolve("deploy/local/target/kafka") + "/*";
    }

    /** The Flink distribution, with {@code lib} and {@code plugins}. */
    public Path flinkHome() {
        return root.resolve("deploy/flink/target/home");
    }

    /** The class path of Flink's processes. */
    public String flinkClassPath() {
        return flinkHome().resolve("lib") + "/*";
    }

    /** The argument file of every JVM that runs Flink. */
    public Path flinkJvmArguments() {
        return root.resolve("deploy/local/flink-jvm.args");
    }

    /** The dashboard's jar. */
    public Path dashboardJar() {
        return root.resolve("stream-eval/dashboard/target/dashboard.jar");
    }

    /** The directory with Prometheus' rules and scrape configuration. */
    public Path prometheusFiles() {
        return root.resolve("deploy/prometheus");
    }

    /** The {@code java} program that runs this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Finds a program on the {@code PATH}. */
    public static Optional<Path> program(String name) {
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
     * Checks that all parts of the cluster are built.
     *
     * @throws LocalException if one is missing
     */
    public void requireBuilt() throws LocalException {
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
