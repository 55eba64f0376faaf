package dev.midstream.dashboard;

import dev.midstream.cli.kafka.KafkaCluster;
import dev.midstream.dashboard.feed.FeedTopic;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.WireFormat;

/**
 * Where a dashboard finds figures and the progress of the job in Kafka.
 *
 * @param cluster where the topics are
 * @param metricsTopic topic of the figures
 * @param summariesTopic topic of their means over corruptions and severities
 * @param deadLettersTopic topic of the records that the job could not use
 * @param runsTopic topic of the publishing runs
 * @param job what of the job is there
 * @param format how records are encoded
 */
public record KafkaSource(
        KafkaCluster cluster,
        String metricsTopic,
        String summariesTopic,
        String deadLettersTopic,
        String runsTopic,
        Job job,
        WireFormat format) {
    /**
     * What of the job is in Kafka.
     *
     * @param imagesTopic topic that it reads
     * @param statusTopic topic of what it does with models
     * @param groupId its consumer group
     */
    public record Job(String imagesTopic, String statusTopic, String groupId) {
        /** The default topics and group. */
        public static Job ofDefaults() {
            return new Job(Topics.IMAGES, Topics.STATUS, "stream-eval");
        }
    }

    /** The topic of the figures. */
    FeedTopic metrics() {
        return topic(metricsTopic);
    }

    /** The topic of the summaries. */
    FeedTopic summaries() {
        return topic(summariesTopic);
    }

    /** The topic of the dead letters. */
    FeedTopic deadLetters() {
        return topic(deadLettersTopic);
    }

    /** The topic of the publishing runs. */
    FeedTopic runs() {
        return topic(runsTopic);
    }

    /** The topic of what the job does with models. */
    FeedTopic status() {
        return topic(job.statusTopic());
    }

    private FeedTopic topic(String name) {
        return new FeedTopic(cluster, name, format);
    }

    /** The default topics and the job's default group. */
    public static KafkaSource of(String bootstrapServers) {
        return new KafkaSource(
                KafkaCluster.of(bootstrapServers),
                Topics.METRICS,
                Topics.SUMMARIES,
                Topics.DEAD_LETTERS,
                Topics.RUNS,
                Job.ofDefaults(),
                WireFormat.singleObject());
    }
}
