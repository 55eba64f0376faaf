package dev.midstream.local;

import dev.midstream.local.Service.UsedPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes of a cluster: how each is started and asked whether it works. */
final class ServiceCatalog {
    static final int JOB_MANAGER_MEBIBYTES = 1024;
    static final String TASK_MANAGER = "taskmanager-";
    private static final int KAFKA_HEAP_MEBIBYTES = 512;
    private static final int DASHBOARD_HEAP_MEBIBYTES = 256;

    /** Beside its heap, of a JVM that holds few classes. */
    private static final int JVM_MEBIBYTES = 150;

    private static final int PROMETHEUS_MEBIBYTES = 150;

    private final Installation installation;
    private final DataDirectory data;
    private final LocalSettings settings;
    private final Ports ports;
    private final HttpProbe http = new HttpProbe();

    ServiceCatalog(Installation installation, DataDirectory data, LocalSettings settings) {
        this.installation = installation;
        this.data = data;
        this.settings = settings;
        this.ports = settings.ports();
    }

    /** All services in the order of their start; their files must be written. */
    List<Service> services(FlinkMemory jobManagerMemory, FlinkMemory taskManagerMemory) {
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

    /** All services, for those that only look at them. */
    List<Service> services() {
        FlinkMemory none = new FlinkMemory(List.of(), List.of());
        return services(none, none);
    }

    private Service kafka() {
        List<String> command = java("kafka", List.of("-Xmx" + KAFKA_HEAP_MEBIBYTES + "m"));
        command.addAll(
                List.of(
                        "-cp",
                        installation.kafkaClassPath(),
                        "kafka.Kafka",
                        kafkaSettings(data).toString()));
        return new Service(
                "kafka",
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

    static Path kafkaSettings(DataDirectory data) {
        return data.configuration().resolve("kafka.properties");
    }

    private Service jobManager(FlinkMemory memory) {
        int metrics = ports.metrics().get(0);
        List<String> command =
                flink(
                        "jobmanager",
                        memory,
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        metrics);
        command.addAll(List.of("--executionMode", "cluster"));
        return new Service(
                "jobmanager",
                "Flink JobManager",
                Ports.address(ports.rest()),
                command,
                FlinkConfiguration.environment(installation, data),
                List.of(
                        new UsedPort(ports.rest(), "--rest-port"),
                        new UsedPort(ports.jobManager(), "--jobmanager-port"),
                        new UsedPort(ports.blobs(), "--blob-port"),
                        new UsedPort(metrics, "--metrics-port")),
                JOB_MANAGER_MEBIBYTES,
                () -> http.answers(Ports.address(ports.rest()) + "/overview"));
    }

    private Service taskManager(int index, FlinkMemory memory) {
        String name = TASK_MANAGER + (index + 1);
        int metrics = ports.metrics().get(index + 1);
        // The JobManager must not take a new process for the one that was lost.
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
                        "dashboard",
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
                "dashboard",
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
