package dev.midstream.local.service;

import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.configuration.FlinkConfiguration;
import dev.midstream.local.configuration.FlinkMemory;
import dev.midstream.local.configuration.Logging;
import dev.midstream.local.configuration.PrometheusFiles;
import dev.midstream.local.service.Service.UsedPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The services of a cluster: how each is started and probed. */
public final class ServiceCatalog {
    /** The name of a TaskManager's service without its number, which counts from 1. */
    public static final String TASK_MANAGER = "taskmanager-";

    public static final String KAFKA = "kafka";

    public static final String JOB_MANAGER = "jobmanager";
    public static final String DASHBOARD = "dashboard";
    private static final int KAFKA_HEAP_MEBIBYTES = 512;
    private static final int DASHBOARD_HEAP_MEBIBYTES = 256;

    /** Memory of a JVM with few classes beside its heap. */
    private static final int JVM_MEBIBYTES = 150;

    private static final int PROMETHEUS_MEBIBYTES = 150;

    private final Installation installation;
    private final DataDirectory data;
    private final ClusterSettings settings;
    private final Ports ports;
    private final HttpProbe http = new HttpProbe();

    /** The services of the cluster in {@code data}. */
    public ServiceCatalog(Installation installation, DataDirectory data, ClusterSettings settings) {
        this.installation = installation;
        this.data = data;
        this.settings = settings;
        this.ports = settings.ports();
    }

    /** All services to start, in the order of their start. */
    public List<Service> services(FlinkMemory jobManagerMemory, FlinkMemory taskManagerMemory) {
        List<Service> services = new ArrayList<>();
        services.add(kafka());
        services.add(jobManager(jobManagerMemory));
        for (int i = 0; i < settings.taskManagers(); i++) {
            services.add(taskManager(i, taskManagerMemory));
        }
        services.add(dashboard());
        settings.prometheus().ifPresent(program -> services.add(prometheus(program)));
        return services;
    }

    /**
     * All services as they may already be running. Only the process that starts a TaskManager knows
     * its id, so a TaskManager counts as ready while its process runs.
     */
    public List<Service> services() {
        return services(FlinkMemory.NONE, FlinkMemory.NONE).stream()
                .map(service -> isTaskManager(service) ? service.withProbe(() -> true) : service)
                .toList();
    }

    private static boolean isTaskManager(Service service) {
        return service.name().startsWith(TASK_MANAGER);
    }

    private Service kafka() {
        List<String> command = java(KAFKA, List.of("-Xmx" + KAFKA_HEAP_MEBIBYTES + "m"));
        command.addAll(
                List.of(
                        "-cp",
                        installation.kafkaClassPath(),
                        "kafka.Kafka",
                        kafkaSettings(data).toString()));
        return new Service(
                KAFKA,
                "Kafka",
                ports.bootstrapServers(),
                command,
                Map.of(),
                List.of(
                        new UsedPort(ports.kafka(), "--kafka-port"),
                        new UsedPort(ports.controller(), "--controller-port")),
                KAFKA_HEAP_MEBIBYTES + JVM_MEBIBYTES,
                () -> BrokerProbe.answers(ports.bootstrapServers()));
    }

    /** The broker's configuration file. */
    public static Path kafkaSettings(DataDirectory data) {
        return data.configuration().resolve("kafka.properties");
    }

    private Service jobManager(FlinkMemory memory) {
        int metrics = ports.metrics().get(0);
        List<String> command =
                flink(
                        JOB_MANAGER,
                        memory,
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        metrics);
        command.addAll(List.of("--executionMode", "cluster"));
        return new Service(
                JOB_MANAGER,
                "Flink JobManager",
                Ports.address(ports.rest()),
                command,
                FlinkConfiguration.environment(installation, data),
                List.of(
                        new UsedPort(ports.rest(), "--rest-port"),
                        new UsedPort(ports.jobManager(), "--jobmanager-port"),
                        new UsedPort(ports.blobs(), "--blob-port"),
                        new UsedPort(metrics, "--metrics-port")),
                FlinkConfiguration.JOB_MANAGER_MEBIBYTES,
                () -> http.answers(Ports.address(ports.rest()) + "/overview"));
    }

    private Service taskManager(int index, FlinkMemory memory) {
        String name = TASK_MANAGER + (index + 1);
        int metrics = ports.metrics().get(index + 1);
        // A new id at each start: the JobManager must not mistake it for a lost TaskManager.
        String id = name + "-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        List<String> command =
                flink(
                        name,
                        memory,
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        metrics);
        command.addAll(List.of("-D", "taskmanager.resource-id=" + id));
        return new Service(
                name,
                "Flink TaskManager " + (index + 1),
                settings.slots() + " slots",
                command,
                FlinkConfiguration.environment(installation, data),
                List.of(new UsedPort(metrics, "--metrics-port")),
                settings.taskManagerMebibytes(),
                () -> isRegistered(id));
    }

    private boolean isRegistered(String id) throws Exception {
        return http.json(Ports.address(ports.rest()) + "/taskmanagers")
                .path("taskmanagers")
                .findValuesAsText("id")
                .contains(id);
    }

    private List<String> flink(String name, FlinkMemory memory, String program, int metrics) {
        List<String> jvm = new ArrayList<>(memory.jvm());
        jvm.add("@" + installation.flinkJvmArguments());
        List<String> command = java(name, jvm);
        command.addAll(List.of("-cp", installation.flinkClassPath(), program));
        command.addAll(List.of("--configDir", data.flinkConfiguration().toString()));
        command.addAll(memory.program());
        command.addAll(List.of("-D", "metrics.reporter.prometheus.port=" + metrics));
        return command;
    }

    private Service dashboard() {
        String address = Ports.address(ports.dashboard());
        List<String> command =
                java(
                        DASHBOARD,
                        List.of(
                                "-Xmx" + DASHBOARD_HEAP_MEBIBYTES + "m",
                                "-jar",
                                installation.dashboardJar().toString(),
                                "--bootstrap-servers",
                                ports.bootstrapServers(),
                                "--flink-url",
                                Ports.address(ports.rest()),
                                "--port",
                                String.valueOf(ports.dashboard())));
        return new Service(
                DASHBOARD,
                "Dashboard",
                address,
                command,
                Map.of(),
                List.of(new UsedPort(ports.dashboard(), "--dashboard-port")),
                DASHBOARD_HEAP_MEBIBYTES + JVM_MEBIBYTES,
                () -> http.answers(address));
    }

    private Service prometheus(Path program) {
        String address = Ports.address(ports.prometheus());
        return new Service(
                "prometheus",
                "Prometheus",
                address,
                List.of(
                        program.toString(),
                        "--config.file=" + PrometheusFiles.configuration(data),
                        "--storage.tsdb.path=" + data.prometheus(),
                        "--web.listen-address=" + Ports.HOST + ":" + ports.prometheus()),
                Map.of(),
                List.of(new UsedPort(ports.prometheus(), "--prometheus-port")),
                PROMETHEUS_MEBIBYTES,
                () -> http.answers(address + "/-/ready"));
    }

    private List<String> java(String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Installation.java());
        command.add("-Dlog.file=" + data.log(name));
        command.add("-Dlog4j2.configurationFile=" + Logging.file(data).toUri());
        command.addAll(arguments);
        return command;
    }
}
