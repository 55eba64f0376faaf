package dev.midstream.job.kafka;

import dev.midstream.schemas.wire.WireFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Where the job reads from and writes to.
 *
 * @param groupId consumer group, and prefix of the transactional ids: unique among running jobs
 * @param client further settings of all Kafka clients, such as those for a secured cluster
 * @param format of all records but dead letters, which are readable without a registry
 */
public record KafkaSettings(
        String bootstrapServers,
        TopicNames topics,
        String groupId,
        StartingOffsets startingOffsets,
        Extent extent,
        DeliveryGuarantee delivery,
        Duration transactionTimeout,
        Map<String, String> client,
        WireFormat format) {
    /** Where reading starts when the job does not resume from a checkpoint or savepoint. */
    public enum StartingOffsets {
        EARLIEST,
        LATEST,
        /** Where the consumer group stopped; the beginning if it never ran. */
        COMMITTED
    }

    /** How far the topic is read. */
    public enum Extent {
        /** For ever. */
        UNBOUNDED,
        /** To what is on the topic when the job starts. */
        BOUNDED
    }

    Properties clientProperties() {
        Properties properties = new Properties();
        // Flink has the clients' metrics as its own. Kafka's reporter registers them with the
        // process too, some by a thread that outlives its client for a moment: what it registers
        // then stays, and with it all classes of a job that has ended.
        properties.setProperty("metric.reporters", "");
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
