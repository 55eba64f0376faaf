package dev.midstream.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * A single-node Kafka cluster in this JVM: broker and controller of the production code in KRaft
 * mode, reachable over loopback only.
 *
 * <p>Its data stays in the directory it was started with: a broker started again on the same
 * directory has the topics and records of its predecessor, on another port. Several brokers may run
 * in one JVM, each on its own directory. Topics are not created by being written to, so that a
 * wrong name fails rather than starting a topic with the wrong settings.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int START_ATTEMPTS = 3;
    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 10;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(KafkaRaftServer server, BrokerPorts ports) {
        this.server = server;
        bootstrapServers = BrokerSettings.HOST + ":" + ports.client();
    }

    /**
     * Starts a broker on free ports and returns when it takes connections.
     *
     * @param directory where its data lies; created if missing, kept on close
     * @throws IOException if the directory cannot be written or holds something else, or no port is
     *     free
     */
    public static EmbeddedBroker start(Path directory) throws IOException {
        StorageFormat.prepare(directory);
        IOException failure = new IOException("Cannot start a broker");
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try {
                return startOnce(directory);
            } catch (BindException e) {
                // Somebody took the port between our asking for it and Kafka's binding it.
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static EmbeddedBroker startOnce(Path directory) throws IOException {
        BrokerPorts ports = BrokerPorts.free();
        KafkaRaftServer server =
                new KafkaRaftServer(
                        new KafkaConfig(BrokerSettings.of(directory, ports), false), Time.SYSTEM);
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

    /** The address clients connect to, {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Creates a topic and returns when every partition takes records.
     *
     * @param configuration topic settings such as {@code cleanup.policy}
     * @throws IllegalStateException if the topic exists or Kafka refuses it
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
     * Kafka answers a creation before the broker leads the partitions. An idempotent producer that
     * starts in between has its first batch refused, perhaps its second one taken, and then never
     * gets the first one in (OUT_OF_ORDER_SEQUENCE_NUMBER). Only a leader answers for offsets.
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
                admin.listOffsets(earliest).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(LOOK_MILLIS);
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
