package dev.midstream.job.kafka;

import dev.midstream.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The topics of the job and the settings of its Kafka clients.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port,host:port}
 * @param topics names of the topics
 * @param groupId consumer group, and prefix of the transactional ids; unique among running jobs
 * @param reading which records of a topic are read
 * @param delivery guarantee of written records
 * @param transactionTimeout how long the broker keeps an open transaction
 * @param client further settings of all Kafka clients, such as those for a secured cluster
 * @param format encoding of all records except dead letters, which do not need a registry
 */
public record KafkaSettings(
        String bootstrapServers,
        TopicNames topics,
        String groupId,
        Reading reading,
        DeliveryGuarantee delivery,
        Duration transactionTimeout,
        Map<String, String> client,
        WireFormat format) {
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
