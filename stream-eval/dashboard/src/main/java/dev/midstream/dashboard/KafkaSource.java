package dev.midstream.dashboard;

import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.WireFormat;

/**
 * Where in Kafka a dashboard finds the figures and the job that makes them.
 *
 * @param bootstrapServers addresses, {@code host:port,host:port}
 * @param metricsTopic with the figures
 * @param summariesTopic with their means over corruptions and severities
 * @param deadLettersTopic with the records that the job could not use
 * @param runsTopic with what publishing runs send
 * @param imagesTopic that the job reads
 * @param groupId consumer group of the job
 * @param format how the records are written
 */
public record KafkaSource(
        String bootstrapServers,
        String metricsTopic,
        String summariesTopic,
        String deadLettersTopic,
        String runsTopic,
        String imagesTopic,
        String groupId,
        WireFormat format) {

    /** The default topics and the job's default group. */
    public static KafkaSource of(String bootstrapServers) {
        return new KafkaSource(
                bootstrapServers,
                Topics.METRICS,
                Topics.SUMMARIES,
                Topics.DEAD_LETTERS,
                Topics.RUNS,
                Topics.IMAGES,
                "stream-eval",
                WireFormat.singleObject());
    }
}
