package dev.midstream.local.command;

import dev.midstream.cli.Usage;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.cluster.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that set the ports of a cluster. */
final class PortOptions {
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of Kafka (default: ${DEFAULT-VALUE}).")
    private int kafka;

    @Option(
            names = "--controller-port",
            paramLabel = "PORT",
            defaultValue = "9093",
            description = "Port of Kafka's controller (default: ${DEFAULT-VALUE}).")
    private int controller;

    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of Flink's web interface (default: ${DEFAULT-VALUE}).")
    private int rest;

    @Option(
            names = "--jobmanager-port",
            paramLabel = "PORT",
            defaultValue = "6123",
            description = "Port where TaskManagers register (default: ${DEFAULT-VALUE}).")
    private int jobManager;

    @Option(
            names = "--blob-port",
            paramLabel = "PORT",
            defaultValue = "6124",
            description = "Port where TaskManagers fetch jars (default: ${DEFAULT-VALUE}).")
    private int blobs;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the dashboard (default: ${DEFAULT-VALUE}).")
    private int dashboard;

    @Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "Port of Prometheus (default: ${DEFAULT-VALUE}).")
    private int prometheus;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "9250",
            description =
                    "Port of the JobManager's metrics; those of TaskManagers follow (default:"
                            + " ${DEFAULT-VALUE}).")
    private int metrics;

    @Option(names = "--free-ports", description = "Use any free ports instead; status shows them.")
    private boolean free;

    PortOptions() {}

    /** The chosen ports; wrong ones are wrong usage of the command of {@code spec}. */
    Ports ports(CommandSpec spec, int taskManagers) throws LocalException {
        if (free) {
            try {
                return Ports.free(taskManagers);
            } catch (IOException e) {
                throw new LocalException("Cannot find free ports: " + e.getMessage(), e);
            }
        }
        List<Integer> metricsPorts =
                IntStream.rangeClosed(metrics, metrics + taskManagers).boxed().toList();
        List<Integer> all =
                Stream.concat(
                                Stream.of(
                                        kafka,
                                        controller,
                                        rest,
                                        jobManager,
                                        blobs,
                                        dashboard,
                                        prometheus),
                                metricsPorts.stream())
                        .toList();
        for (int port : all) {
            if (port < 1 || port > MAX_PORT) {
                throw Usage.error(spec, "Invalid port: " + port + ".");
            }
        }
        if (Set.copyOf(all).size() < all.size()) {
            throw Usage.error(spec, "Invalid ports: two are the same, of " + all + ".");
        }
        return new Ports(
                kafka, controller, rest, jobManager, blobs, dashboard, prometheus, metricsPorts);
    }
}
