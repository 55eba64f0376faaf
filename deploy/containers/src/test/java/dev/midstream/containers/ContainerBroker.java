package dev.midstream.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.midstream.broker.AccessRule;
import dev.midstream.broker.BrokerKey;
import dev.midstream.broker.BrokerUsers;
import dev.midstream.broker.SecuredListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * Kafka in a container, with the settings of deploy/docker/compose.yml and a listener more: the
 * other containers come with TLS and passwords and may do what docs/operations.md lists, while the
 * test itself has a plain one.
 */
final class ContainerBroker {
    private static final String NAME = "kafka";
    private static final int PORT_OF_TEST = 9092;
    private static final int SECURED_PORT = 19093;

    private final DockerClient docker = DockerClientFactory.lazyClient();
    private final int port = freePort();
    private final SecuredListener listener;
    private final BrokerUsers users;
    private final GenericContainer<?> container;

    /**
     * Describes the broker.
     *
     * @param work directory that all containers have at the same path, for keys and passwords
     * @param composed the environment in compose.yml
     */
    ContainerBroker(Path work, Network network, Map<String, String> composed) throws IOException {
        Path directory = work.resolve("kafka");
        BrokerKey key = BrokerKey.create(directory, "dns:" + NAME);
        listener = new SecuredListener(NAME, SECURED_PORT, key);
        users = new BrokerUsers(bootstrapServers(), directory, key.certificate());
        PortBinding fixed =
                new PortBinding(
                        Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(PORT_OF_TEST));
        container =
                new GenericContainer<>(Images.KAFKA.reference())
                        .withNetwork(network)
                        .withNetworkAliases(NAME)
                        // The same after a restart, for it is what the broker tells its clients.
                        .withCreateContainerCmdModifier(
                                command ->
                                        command.getHostConfig()
                                                .withPortBindings(fixed)
                                                .withBinds(Bind.parse(work + ":" + work + ":ro")))
                        .withEnv(environment(composed))
                        .waitingFor(
                                Wait.forLogMessage(
                                                ".*Transitioning from RECOVERY to RUNNING.*\\n", 1)
                                        .withStartupTimeout(ContainerCluster.PATIENCE));
    }

    private Map<String, String> environment(Map<String, String> composed) {
        Map<String, String> environment = new TreeMap<>(composed);
        environment.replaceAll(
                (name, value) -> value.replace("${MIDSTREAM_KAFKA_PORT}", String.valueOf(port)));
        String name = SecuredListener.NAME;
        append(environment, "KAFKA_LISTENERS", name + "://:" + SECURED_PORT);
        append(environment, "KAFKA_ADVERTISED_LISTENERS", name + "://" + listener.address());
        append(
                environment,
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                name + ":" + SecuredListener.PROTOCOL);
        listener.settings()
                .forEach((setting, value) -> environment.put(variableOf(setting), value));
        return environment;
    }

    private static void append(Map<String, String> environment, String variable, String value) {
        environment.merge(variable, value, (before, added) -> before + "," + added);
    }

    /** The environment variable by which Kafka's image takes a setting. */
    private static String variableOf(String setting) {
        return "KAFKA_"
                + setting.replace("_", "__")
                        .replace("-", "___")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT);
    }

    GenericContainer<?> container() {
        return container;
    }

    /** The plain address on this machine. */
    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The secured address for the other containers. */
    String securedAddress() {
        return listener.address();
    }

    /** Adds a user with its rights of the documentation; returns the file for its clients. */
    Path addUser(String user, String password) throws Exception {
        return users.add(
                user,
                password,
                AccessRule.read(ContainerCluster.ROOT.resolve("docs/operations.md")));
    }

    void createTopic(String topic, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        }
    }

    void pause() {
        // On a busy machine, old engines give up freezing a process and thaw it again.
        Awaitility.await()
                .atMost(ContainerCluster.PATIENCE)
                .ignoreException(InternalServerErrorException.class)
                .until(
                        () -> {
                            docker.pauseContainerCmd(container.getContainerId()).exec();
                            return true;
                        });
    }

    void unpause() {
        docker.unpauseContainerCmd(container.getContainerId()).exec();
    }

    void kill() {
        docker.killContainerCmd(container.getContainerId()).exec();
    }

    void restart() {
        docker.startContainerCmd(container.getContainerId()).exec();
    }

    /** Waits until the broker answers. */
    void await() {
        try (Admin admin = admin()) {
            Awaitility.await()
                    .atMost(ContainerCluster.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
