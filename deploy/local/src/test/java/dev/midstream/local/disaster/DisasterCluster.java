package dev.midstream.local.disaster;

import static org.awaitility.Awaitility.await;

import dev.midstream.broker.BrokerFiles;
import dev.midstream.local.Shell;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.ClusterSettings.StateBackend;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.configuration.FlinkConfiguration;
import dev.midstream.local.configuration.FlinkMemory;
import dev.midstream.local.configuration.Logging;
import dev.midstream.local.disaster.Part.Command;
import dev.midstream.local.service.HttpProbe;
import dev.midstream.local.service.Service;
import dev.midstream.local.service.ServiceCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The processes of {@code deploy/local} with short timeouts, a ZooKeeper by which a new JobManager
 * finds the job, and a proxy between Flink and the broker.
 */
final class DisasterCluster implements AutoCloseable {
    static final String TASK_MANAGER = ServiceCatalog.TASK_MANAGER + 1;

    private static final String ZOOKEEPER = "zookeeper";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TASK_MANAGER_MEBIBYTES = 1536;

    private final Shell shell;
    private final Installation installation;
    private final DataDirectory data;
    private final ClusterSettings settings;
    private final Disturbances disturbances;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Service> started = new HashMap<>();
    private final HttpProbe http = new HttpProbe();
    private NetworkProxy proxy;
    private FlinkMemory jobManagerMemory = FlinkMemory.NONE;
    private FlinkMemory taskManagerMemory = FlinkMemory.NONE;

    /**
     * What cannot be had on every machine.
     *
     * @param disk for checkpoints
     * @param clock of the TaskManager
     */
    record Disturbances(Optional<SmallDisk> disk, Optional<FakeClock> clock) {}

    /**
     * Writes the settings.
     *
     * @param data an empty directory
     */
    DisasterCluster(Shell shell, Path data, Disturbances disturbances) throws Exception {
        this.shell = shell;
        this.installation = new Installation(shell.root());
        this.data = new DataDirectory(data);
        this.disturbances = disturbances;
        this.settings =
                new ClusterSettings(
                        Ports.free(1),
                        1,
                        Schedule.MOST_SUBTASKS,
                        TASK_MANAGER_MEBIBYTES,
                        StateBackend.ROCKSDB,
                        Map.of(),
                        Optional.empty());
    }

    /** Starts all processes and returns when they are ready. */
    void start() throws Exception {
        int proxied = FreePort.next();
        int zookeeper = FreePort.next();
        proxy = new NetworkProxy(proxied);
        ClusterSettings all = withFlink(ClusterFiles.flink(data, zookeeper, disturbances.disk()));
        data.create(all);
        Logging.write(data);
        BrokerFiles.write(
                data.kafka(),
                ServiceCatalog.kafkaSettings(data),
                settings.ports().kafka(),
                settings.ports().controller());
        ClusterFiles.addListener(ServiceCatalog.kafkaSettings(data), proxied, proxy.port());
        FlinkConfiguration.write(data, all);
        jobManagerMemory = FlinkMemory.ofJobManager(installation, data);
        taskManagerMemory = FlinkMemory.ofTaskManager(installation, data);
        Path zookeeperSettings = ClusterFiles.writeZookeeper(data, zookeeper);
        add(ZOOKEEPER, () -> zookeeper(zookeeperSettings));
        add(ServiceCatalog.KAFKA);
        awaitReady(ServiceCatalog.KAFKA);
        add(ServiceCatalog.JOB_MANAGER);
        add(TASK_MANAGER);
        add(ServiceCatalog.DASHBOARD);
        awaitReady(ServiceCatalog.JOB_MANAGER);
        awaitReady(TASK_MANAGER);
        awaitReady(ServiceCatalog.DASHBOARD);
    }

    private ClusterSettings withFlink(Map<String, String> flink) {
        return new ClusterSettings(
                settings.ports(),
                settings.taskManagers(),
                settings.slots(),
                settings.taskManagerMebibytes(),
                settings.stateBackend(),
                flink,
                settings.prometheus());
    }

    private void add(String name) throws IOException {
        add(name, () -> command(name));
    }

    private void add(String name, Supplier<Command> command) throws IOException {
        parts.put(name, new Part(shell, data.output(name), command));
    }

    private Command command(String name) {
        Service service = service(name);
        started.put(name, service);
        Map<String, String> environment = new HashMap<>(service.environment());
        if (name.equals(TASK_MANAGER)) {
            disturbances.clock().ifPresent(clock -> environment.putAll(clock.environment()));
        }
        return new Command(service.command(), environment);
    }

    private Service service(String name) {
        return new ServiceCatalog(installation, data, settings)
                .services(jobManagerMemory, taskManagerMemory).stream()
                        .filter(service -> service.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private Command zookeeper(Path configuration) {
        return new Command(
                List.of(
                        Installation.java(),
                        "-Xmx64m",
                        "-Dzookeeper.jmx.log4j.disable=true",
                        "-Dlog.file=" + data.log(ZOOKEEPER),
                        "-Dlog4j2.configurationFile=" + Logging.file(data).toUri(),
                        "-cp",
                        installation.flinkClassPath(),
                        "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
                        configuration.toString()),
                Map.of());
    }

    /** Waits until a service is ready as it was started last. */
    void awaitReady(String name) {
        await(name).atMost(PATIENCE).until(() -> started.get(name).isReady());
    }

    Part part(String name) {
        return parts.get(name);
    }

    /** Starts the processes that have ended by themselves. */
    void startEnded() throws IOException {
        for (Part part : parts.values()) {
            if (!part.isRunning()) {
                part.start();
            }
        }
    }

    /** Returns whether the dashboard answers. */
    boolean answers() throws Exception {
        return http.answers(Ports.address(settings.ports().dashboard()) + "/api/v1/status");
    }

    NetworkProxy proxy() {
        return proxy;
    }

    Disturbances disturbances() {
        return disturbances;
    }

    DataDirectory data() {
        return data;
    }

    String restAddress() {
        return Ports.address(settings.ports().rest());
    }

    /** The broker's address, past the proxy. */
    String bootstrapServers() {
        return settings.ports().bootstrapServers();
    }

    /** The broker's address through the proxy. */
    String proxiedServers() {
        return Ports.HOST + ":" + proxy.port();
    }

    @Override
    public void close() throws Exception {
        // Clients before their servers.
        List<Part> all = new ArrayList<>(parts.values());
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }
}
