package dev.midstream.job.kafka;

import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;
import java.util.Properties;

/**
 * The topics of the job and the settings of its Kafka clients.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port,host:port}
 * @param topics names of the topics
 * @param groupId consumer group
 * @param reading which records of a topic are read
 * @param delivery how results reach their topics
 * @param client further settings of all Kafka clients, such as those for a secured cluster
 * @param format encoding of all records except dead letters, which do not need a registry
 */
public record KafkaSettings(
        String bootstrapServers,
        TopicNames topics,
        String groupId,
        Reading reading,
        ResultDelivery delivery,
        Map<String, String> client,
        WireFormat format) {
    private static final String ADMIN_PATIENCE_MILLIS = "15000";

    /**
     * Which records of a topic are read.
     *
     * @param startingOffsets where reading starts
     * @param extent where reading ends
     */
    public record Reading(StartingOffsets startingOffsets, Extent extent) {}

    /** Where reading starts when the job does not resume from a checkpoint or savepoint. */
    public enum StartingOffsets {
        EARLIEST,
        LATEST,
        /** At the committed offsets of the consumer group; at the beginning if there are none. */
        COMMITTED
    }

    /** Where reading ends. */
    public enum Extent {
        /** Never. */
        UNBOUNDED,
        /** At the end that the topic has when the job starts. */
        BOUNDED
    }

    /** The properties of a client that asks or changes what the cluster has. */
    Properties adminProperties() {
        Properties properties = clientProperties();
        properties.putIfAbsent("request.timeout.ms", ADMIN_PATIENCE_MILLIS);
        properties.putIfAbsent("default.api.timeout.ms", ADMIN_PATIENCE_MILLIS);
        return properties;
    }

    Properties clientProperties() {
        Properties properties = new Properties();
        // Flink reports the metrics of clients itself. Kafka's reporter would also register them
        // with the JVM, some of them in a thread that briefly outlives its client; what is
        // registered then is never removed and keeps all classes of a job that has ended.
        properties.setProperty("metric.reporters", "");
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
