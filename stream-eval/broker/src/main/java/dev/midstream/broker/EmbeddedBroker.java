package dev.midstream.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node Kafka cluster in this JVM: Kafka's own broker and controller in KRaft mode, on
 * loopback only.
 *
 * <p>Data is kept in a directory. A broker that is started again in the same directory has the
 * earlier topics and records, but another port. Several brokers can run in one JVM, each in its own
 * directory. Topics are not created automatically, so that a wrong name fails instead of creating a
 * topic with the wrong settings.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int START_ATTEMPTS = 3;
    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
    private static final long RETRY_MILLIS = 10;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, BrokerPorts ports) {
        this.server = server;
        bootstrapServers = BrokerSettings.HOST + ":" + ports.client();
    }

    /**
     * Starts a broker on free ports and returns when it accepts connections.
     *
     * @param directory directory of its data, which is created if missing and kept on close
     * @throws IOException if the directory cannot be written or has other content, or if no port is
     *     free
     */
    public static EmbeddedBroker start(Path directory) throws IOException {
        return start(directory, Optional.empty());
    }

    /** Starts a broker that has another listener beside the usual one. */
    static EmbeddedBroker start(Path directory, SecuredListener listener) throws IOException {
        return start(directory, Optional.of(listener));
    }

    private static EmbeddedBroker start(Path directory, Optional<SecuredListener> listener)
            throws IOException {
        StorageFormat.prepare(directory);
        IOException failure = new IOException("Cannot start a broker");
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try {
                return startOnce(directory, listener);
            } catch (BindException e) {
                // Another process bound the port before Kafka did.
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static EmbeddedBroker startOnce(Path directory, Optional<SecuredListener> listener)
            throws IOException {
        BrokerPorts ports = BrokerPorts.free();
        KafkaRaftServer server =
                new KafkaRaftServer(
                        new KafkaConfig(BrokerSettings.of(directory, ports, listener), false),
                        Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            stop(server);
            String message = String.valueOf(e.getMessage());
            if (message.contains("failed to bind") || e.getCause() instanceof BindException) {
                BindException failure = new BindException(message);
                failure.initCause(e);
                throw failure;
            }
            throw new IOException("Cannot start a broker in " + directory + ": " + message, e);
        }
        return new EmbeddedBroker(server, ports);
    }

    /** The address for clients, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Creates a topic and returns when all partitions accept records.
     *
     * @param configuration settings of the topic, such as {@code cleanup.policy}
     * @throws IllegalStateException if the topic exists or Kafka rejects it
     */
    public void createTopic(String name, int partitions, Map<String, String> configuration) {
        Map<String, Object> settings =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configuration);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(topic)).all().get();
            awaitLeaders(admin, name, partitions);
        } catch (ExecutionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "Cannot create topic %s: %s".formatted(name, reason.getMessage()), reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot create topic " + name + ": interrupted", e);
        }
    }

    /**
     * Waits until the broker leads all partitions, by listing offsets, which only leaders can.
     * Kafka confirms the creation of a topic before that. If an idempotent producer starts in
     * between, its first batch may be rejected and its second one accepted, after which the first
     * one always fails with OUT_OF_ORDER_SEQUENCE_NUMBER. Offsets are asked for once the topic is
     * known, since otherwise Kafka's client logs an error.
     */
    private static void awaitLeaders(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            earliest.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
        }
        long deadline = System.nanoTime() + LEADER_TIMEOUT.toNanos();
        while (true) {
            try {
                admin.describeTopics(List.of(topic)).allTopicNames().get();
                admin.listOffsets(earliest).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Stops the broker and returns when its ports are free; a second call does nothing. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
