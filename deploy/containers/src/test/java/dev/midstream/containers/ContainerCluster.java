package dev.midstream.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.midstream.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.yaml.snakeyaml.Yaml;

/**
 * A broker, a JobManager that runs the job, a TaskManager and the dashboard, with the settings of
 * deploy/docker/compose.yml, on a Kafka with TLS, passwords and authorisation. Flink's processes
 * have a network of their own beside that of the broker, so that they can be cut off the broker
 * alone.
 */
final class ContainerCluster implements AutoCloseable {
    static final String TOKEN = "a-token-for-the-tests";

    static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What all passwords end with. */
    static final String SECRET = "-secret-of-the-tests";

    private static final ExposedPort FLINK_PORT = ExposedPort.tcp(8081);
    private static final int DASHBOARD_PORT = 8080;

    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final Network brokers = Network.newNetwork();
    private final Network flink = Network.newNetwork();
    private final String state = "midstream-test-" + UUID.randomUUID();
    private final List<GenericContainer<?>> started = new ArrayList<>();
    private final Path work;
    private final Path model;

    private final ContainerBroker broker;
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
        this.model = model;
        Files.writeString(work.resolve("token"), TOKEN);
        Map<String, String> compose = composed("taskmanager");
        broker = new ContainerBroker(work, brokers, composed("kafka"));
        jobManager =
                flink("jobmanager", compose)
                        .withNetwork(brokers)
                        .withCreateContainerCmdModifier(
                                command ->
                                        command.withHostName("jobmanager")
                                                .getHostConfig()
                                                .withPortBindings(
                                                        new PortBinding(
                                                                Binding.bindIp("127.0.0.1"),
                                                                FLINK_PORT)));
        taskManager = flink("taskmanager", compose).withNetwork(flink).withCommand("taskmanager");
        dashboard =
                new GenericContainer<>(Images.DASHBOARD.reference())
                        .withNetwork(brokers)
                        .withImagePullPolicy(name -> false)
                        .withExposedPorts(DASHBOARD_PORT)
                        .withCreateContainerCmdModifier(
                                command ->
                                        command.getHostConfig()
                                                .withBinds(Bind.parse(work + ":" + work + ":ro")))
                        .waitingFor(healthy());
    }

    /** Starts all of it and waits until each container's own health check is content. */
    void start() throws Exception {
        start(broker.container());
        broker.createTopic(Topics.IMAGES, 2);
        addUser("publisher");
        jobManager.setCommand(
                ("midstream-job %s --model %s --points midpoint,endpoint-0,sample-0"
                                + " --checkpoint-interval 1s --emit-interval 500ms")
                        .formatted(kafkaOptions(addUser("job")), model));
        start(jobManager);
        connect(jobManager, flink, "jobmanager");
        start(taskManager);
        connect(taskManager, brokers, "taskmanager");
        dashboard.setCommand(
                "%s --host 0.0.0.0 --token-file %s"
                        .formatted(kafkaOptions(addUser("dashboard")), work.resolve("token")));
        start(dashboard);
    }

    private Path addUser(String user) throws Exception {
        return broker.addUser(user, user + SECRET);
    }

    private String kafkaOptions(Path config) {
        return "--bootstrap-servers %s --kafka-config %s"
                .formatted(broker.securedAddress(), config);
    }

    private void start(GenericContainer<?> container) {
        started.add(container);
        container.start();
    }

    ContainerBroker broker() {
        return broker;
    }

    /** Where Flink's REST API is on this machine. */
    String flinkAddress() {
        // Another port after each start.
        Binding[] bindings =
                jobManager
                        .getCurrentContainerInfo()
                        .getNetworkSettings()
                        .getPorts()
                        .getBindings()
                        .get(FLINK_PORT);
        return "http://127.0.0.1:" + bindings[0].getHostPortSpec();
    }

    /** Where the dashboard is on this machine. */
    String dashboardAddress() {
        return "http://" + dashboard.getHost() + ":" + dashboard.getMappedPort(DASHBOARD_PORT);
    }

    /** Lets the publisher run with its user's rights. */
    GenericContainer<?> publisher(String arguments) {
        return OneShot.of(Images.PUBLISHER, brokers, work, ofPublisher(arguments));
    }

    /** Runs the publisher with its user's rights, to its end. */
    void publish(String arguments) {
        OneShot.run(Images.PUBLISHER, brokers, work, ofPublisher(arguments));
    }

    private String ofPublisher(String arguments) {
        return arguments + " " + kafkaOptions(work.resolve("kafka/publisher.properties"));
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

    /** What all containers have printed, in all of their lives. */
    List<String> logs() {
        return started.stream().<String>map(GenericContainer::getLogs).toList();
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

    @Override
    public void close() {
        Collections.reverse(started);
        started.forEach(GenericContainer::stop);
        brokers.close();
        flink.close();
        docker.removeVolumeCmd(state).exec();
    }
}
