package dev.midstream.job.kafka;

import dev.midstream.cli.kafka.TopicOptions;
import java.util.Map;
import java.util.function.Supplier;

/** The topics that the job reads and writes. */
public enum JobTopic {
    IMAGES("--images-topic", TopicOptions.Images::new, Direction.READ, Creation.DEFAULT),
    LABELS("--labels-topic", TopicOptions.Labels::new, Direction.READ, Creation.DEFAULT),
    // Created by the job, so that users without announcements need not create it. Announcements are
    // kept, since a job that resumes from an old savepoint reads them again.
    MODELS("--models-topic", TopicOptions.Models::new, Direction.ANNOUNCED, Creation.KEPT),
    METRICS("--metrics-topic", TopicOptions.Metrics::new, Direction.WRITTEN, Creation.COMPACTED),
    SUMMARIES(
            "--summaries-topic",
            TopicOptions.Summaries::new,
            Direction.WRITTEN,
            Creation.COMPACTED),
    WINDOWS("--windows-topic", TopicOptions.Windows::new, Direction.WRITTEN, Creation.DEFAULT),
    PREDICTIONS(
            "--predictions-topic",
            TopicOptions.Predictions::new,
            Direction.WRITTEN,
            Creation.DEFAULT),
    STATUS("--status-topic", TopicOptions.Status::new, Direction.WRITTEN, Creation.COMPACTED),
    DEAD_LETTERS(
            "--dead-letters-topic",
            TopicOptions.DeadLetters::new,
            Direction.WRITTEN,
            Creation.LARGE_MESSAGES);

    private final String option;
    private final Supplier<Object> options;
    private final Direction direction;
    private final Creation creation;

    JobTopic(String option, Supplier<Object> options, Direction direction, Creation creation) {
        this.option = option;
        this.options = options;
        this.direction = direction;
        this.creation = creation;
    }

    /** How the job uses a topic. */
    enum Direction {
        /** The job reads the topic, which must exist. */
        READ,
        /** The job reads the topic, and creates it if it does not exist. */
        ANNOUNCED,
        /** The job writes the topic, and creates it if it does not exist. */
        WRITTEN
    }

    /** The configuration of a topic that the job creates. */
    enum Creation {
        /** The broker's defaults. */
        DEFAULT,
        /** Compaction, which keeps the latest record of every key. */
        COMPACTED,
        /** Records are never deleted. */
        KEPT,
        /**
         * Messages may be as large as those of the images topic with a description of the fault.
         */
        LARGE_MESSAGES;

        private static final int OVERHEAD_BYTES = 64 * 1024;

        /**
         * Returns the configuration.
         *
         * @param imageBytes the largest message that the images topic takes
         */
        Map<String, String> configuration(int imageBytes) {
            return switch (this) {
                case DEFAULT -> Map.of();
                case COMPACTED -> Map.of("cleanup.policy", "compact");
                case KEPT -> Map.of("retention.ms", "-1");
                case LARGE_MESSAGES -> {
                    long bytes = Math.min(Integer.MAX_VALUE, imageBytes + (long) OVERHEAD_BYTES);
                    yield Map.of(JobTopics.MAX_MESSAGE_BYTES, Long.toString(bytes));
                }
            };
        }
    }

    /** Returns the name of the option that sets the topic. */
    public String option() {
        return option;
    }

    /** Returns a new object for picocli, with the option. */
    public Object newOptions() {
        return options.get();
    }

    /** Returns the name of the topic's records in error messages. */
    String contents() {
        return option.substring("--".length(), option.length() - "-topic".length())
                .replace('-', ' ');
    }

    Direction direction() {
        return direction;
    }

    Creation creation() {
        return creation;
    }
}
