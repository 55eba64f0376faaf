package dev.midstream.job.kafka;

import dev.midstream.cli.kafka.TopicOptions;
import java.util.Map;
import java.util.function.Supplier;

/** The topics that the job reads and writes. */
public enum JobTopic {
    IMAGES("--images-topic", TopicOptions.Images::new, Direction.READ, Creation.DEFAULT),
    LABELS("--labels-topic", TopicOptions.Labels::new, Direction.READ, Creation.DEFAULT),
    // Nobody should have to create it who announces nothing. Announcements stay: a job that resumes
    // from an old savepoint reads them again.
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

    /** What the job does with a topic. */
    enum Direction {
        /** Reads it; it must exist. */
        READ,
        /** Reads it, and creates it where it is missing. */
        ANNOUNCED,
        /** Writes it, and creates it where it is missing. */
        WRITTEN
    }

    /** With which configuration a missing topic is created. */
    enum Creation {
        /** The broker's defaults. */
        DEFAULT,
        /** With compaction, which keeps the latest record of every key. */
        COMPACTED,
        /** With records that stay for ever. */
        KEPT,
        /** With room for a whole message of the images topic and what is said about it. */
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

    /** Returns the option that names the topic. */
    public String option() {
        return option;
    }

    /** Returns a new object that picocli fills with the value of the option. */
    public Object newOptions() {
        return options.get();
    }

    /** Returns what the topic holds, in messages. */
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
