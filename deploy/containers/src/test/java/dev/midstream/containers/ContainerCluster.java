package dev.midstream.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.midstream.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.yaml.snakeyaml.Yaml;

/**
 * A broker, a JobManager that runs the job, a TaskManager and the dashboard, with the settings of
 * deploy/docker/compose.yml. Flink's processes have a network of their own beside that of the
 * broker, so that they can be cut off the broker alone.
 */
final class ContainerCluster implements AutoCloseable {
    static final String INSIDE = "kafka:19092";
    static final String TOKEN = "a-token-for-the-tests";

    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final Network brokers = Network.newNetwork();
    private final Network flink = Network.newNetwork();
    private final String state = "midstream-test-" + UUID.randomUUID();
    private final List<GenericContainer<?>> started = new ArrayList<>();
    private final int port = freePort();
    private final Path work;

    private final GenericContainer<?> broker;
    private final GenericContainer<?> jobManager;
    private final GenericContainer<?> taskManager;
    private final GenericContainer<?> dashboard;

    /**
     * Describes the cluster.
     *
     * @param work directory that holds the model, at the same path in the containers
     */
    ContainerCluster(Path work, Path model) throws IOException {
        this.work = work;
        Files.writeString(work.resolve("token"), TOKEN);
        Map<String, String> compose = composed("taskmanager");
        broker = kafka();
        jobManager =
                flink("jobmanager", compose)
                        .withNetwork(brokers)
                        .withCreateContainerCmdModifier(
                                command -> command.withHostName("jobmanager"))
                        .withCommand(
                                "midstream-job",
                                "--bootstrap-servers",
                                INSIDE,
                                "--model",
                                model.toString(),
                                "--points",
                                "midpoint,endpoint-0,sample-0",
                                "--checkpoint-interval",
                                "1s",
                                "--emit-interval",
                                "500ms");
        taskManager = flink("taskmanager", compose).withNetwork(flink).withCommand("taskmanager");
        dashboard =
                new GenericContainer<>(Images.DASHBOARD.reference())
                        .withNetwork(brokers)
                        .withImagePullPolicy(name -> false)
                        .withExposedPorts(8080)
                        .withCreateContainerCmdModifier(
                                command ->
                                        command.getHostConfig()
                                                .withBinds(Bind.parse(work + ":" + work + ":ro")))
                        .withCommand(
                                "--bootstrap-servers",
                                INSIDE,
                                "--host",
                                "0.0.0.0",
                                "--token-file",
                                work.resolve("token").toString())
                        .waitingFor(healthy());
    }

    /** Starts all of it and waits until each container's own health check is content. */
    void start() throws Exception {
        start(broker);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(Topics.IMAGES, 2, (short) 1))).all().get();
        }
        start(jobManager);
        connect(jobManager, flink, "jobmanager");
        start(taskManager);
        connect(taskManager, brokers, "taskmanager");
        start(dashboard);
    }

    private void start(GenericContainer<?> container) {
        started.add(container);
        container.start();
    }

    /** The broker's address on this machine. */
    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Where the dashboard is on this machine. */
    String dashboardAddress() {
        return "http://" + dashboard.getHost() + ":" + dashboard.getMappedPort(8080);
    }

    /** Lets a command run in the broker's network. */
    GenericContainer<?> command(Images image, String arguments) {
        return OneShot.of(image, brokers, work, arguments);
    }

    /** Runs a command to its end. */
    void run(Images image, String arguments) {
        OneShot.run(image, brokers, work, arguments);
    }

    void pauseBroker() {
        // On a busy machine, old engines give up freezing a process and thaw it again.
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(InternalServerErrorException.class)
                .until(
                        () -> {
                            docker.pauseContainerCmd(broker.getContainerId()).exec();
                            return true;
                        });
    }

    void unpauseBroker() {
        docker.unpauseContainerCmd(broker.getContainerId()).exec();
    }

    void killBroker() {
        docker.killContainerCmd(broker.getContainerId()).exec();
    }

    void restartBroker() {
        docker.startContainerCmd(broker.getContainerId()).exec();
    }

    /** Waits until the broker answers. */
    void awaitBroker() {
        try (Admin admin = admin()) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    void killJobManager() {
        docker.killContainerCmd(jobManager.getContainerId()).exec();
    }

    void restartJobManager() {
        docker.startContainerCmd(jobManager.getContainerId()).exec();
    }

    /** What the JobManager has printed, in all of its lives. */
    String jobManagerLog() {
        return jobManager.getLogs();
    }

    /** Cuts the TaskManager off the broker; it still reaches the JobManager. */
    void cutTaskManager() {
        docker.disconnectFromNetworkCmd()
                .withContainerId(taskManager.getContainerId())
                .withNetworkId(brokers.getId())
                .exec();
    }

    void healTaskManager() {
        connect(taskManager, brokers, "taskmanager");
    }

    private void connect(GenericContainer<?> container, Network network, String alias) {
        docker.connectToNetworkCmd()
                .withContainerId(container.getContainerId())
                .withNetworkId(network.getId())
                .withContainerNetwork(new ContainerNetwork().withAliases(alias))
                .exec();
    }

    private GenericContainer<?> kafka() throws IOException {
        PortBinding fixed =
                new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(9092));
        return new GenericContainer<>(Images.KAFKA.reference())
                .withNetwork(brokers)
                .withNetworkAliases("kafka")
                // The same after a restart, for it is what the broker tells its clients.
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withPortBindings(fixed))
                .withEnv(environmentOfBroker())
                .waitingFor(
                        Wait.forLogMessage(".*Transitioning from RECOVERY to RUNNING.*\\n", 1)
                                .withStartupTimeout(PATIENCE));
    }

    /** That of compose.yml, with this test's port. */
    private Map<String, String> environmentOfBroker() throws IOException {
        Map<String, String> environment = new TreeMap<>(composed("kafka"));
        environment.replaceAll(
                (name, value) -> value.replace("${MIDSTREAM_KAFKA_PORT}", String.valueOf(port)));
        return environment;
    }

    private GenericContainer<?> flink(String alias, Map<String, String> environment) {
        return new GenericContainer<>(Images.JOB.reference())
                .withNetworkAliases(alias)
                .withImagePullPolicy(name -> false)
                .withEnv(environment)
                .withCreateContainerCmdModifier(
                        command ->
                                command.getHostConfig()
                                        .withBinds(
                                                Bind.parse(state + ":/opt/midstream/state"),
                                                Bind.parse(work + ":" + work + ":ro")))
                .waitingFor(healthy());
    }

    private static WaitStrategy healthy() {
        return Wait.forHealthcheck().withStartupTimeout(PATIENCE);
    }

    /** The environment of a service in compose.yml. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> composed(String service) throws IOException {
        try (Reader file = Files.newBufferedReader(ROOT.resolve("deploy/docker/compose.yml"))) {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(file);
            return (Map<String, String>) compose.get("services").get(service).get("environment");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Collections.reverse(started);
        started.forEach(GenericContainer::stop);
        brokers.close();
        flink.close();
        docker.removeVolumeCmd(state).exec();
    }
}
