package dev.midstream.local;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The ports of a cluster. */
final class PortOptions {
    private static final int LARGEST = 65_535;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Of Kafka (default: ${DEFAULT-VALUE}).")
    private int kafka;

    @Option(
            names = "--controller-port",
            paramLabel = "PORT",
            defaultValue = "9093",
            description = "Of Kafka's controller (default: ${DEFAULT-VALUE}).")
    private int controller;

    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Of Flink's web interface (default: ${DEFAULT-VALUE}).")
    private int rest;

    @Option(
            names = "--jobmanager-port",
            paramLabel = "PORT",
            defaultValue = "6123",
            description = "Of the JobManager, for TaskManagers (default: ${DEFAULT-VALUE}).")
    private int jobManager;

    @Option(
            names = "--blob-port",
            paramLabel = "PORT",
            defaultValue = "6124",
            description = "Of the JobManager, for jars (default: ${DEFAULT-VALUE}).")
    private int blobs;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Of the dashboard (default: ${DEFAULT-VALUE}).")
    private int dashboard;

    @Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "Of Prometheus (default: ${DEFAULT-VALUE}).")
    private int prometheus;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "9250",
            description =
                    "Of the JobManager's metrics; the TaskManagers' follow (default:"
                            + " ${DEFAULT-VALUE}).")
    private int metrics;

    @Option(names = "--free-ports", description = "Take any free ports instead; status shows them.")
    private boolean free;

    PortOptions() {}

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
            if (port < 1 || port > LARGEST) {
                throw new ParameterException(spec.commandLine(), "Invalid port: " + port + ".");
            }
        }
        if (Set.copyOf(all).size() < all.size()) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid ports: two are the same, of " + all + ".");
        }
        return new Ports(
                kafka, controller, rest, jobManager, blobs, dashboard, prometheus, metricsPorts);
    }
}
