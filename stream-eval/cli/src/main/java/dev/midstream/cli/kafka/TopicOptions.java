package dev.midstream.cli.kafka;

import dev.midstream.schemas.Topics;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Options that name topics, one class an option, so that every command that uses a topic names it
 * in the same way. A command mixes in those that it reads or writes.
 */
public final class TopicOptions {
    private static final String LABEL = "TOPIC";
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    private TopicOptions() {}

    /** The topic of test images. */
    public static final class Images {
        @Option(
                names = "--images-topic",
                paramLabel = LABEL,
                defaultValue = Topics.IMAGES,
                description = "Topic of test images" + DEFAULT)
        private String topic = Topics.IMAGES;

        public String topic() {
            return topic;
        }
    }

    /** The topic of runs. */
    public static final class Runs {
        @Option(
                names = "--runs-topic",
                paramLabel = LABEL,
                defaultValue = Topics.RUNS,
                description =
                        "Topic of what runs send and how they ended, one record a run; the"
                                + " publisher creates it compacted"
                                + DEFAULT)
        private String topic = Topics.RUNS;

        public String topic() {
            return topic;
        }
    }

    /** The topic of figures. */
    public static final class Metrics {
        @Option(
                names = "--metrics-topic",
                paramLabel = LABEL,
                defaultValue = Topics.METRICS,
                description =
                        "Topic of figures, one record a figure's key; the job creates it compacted"
                                + DEFAULT)
        private String topic = Topics.METRICS;

        public String topic() {
            return topic;
        }
    }

    /** The topic of the figures of windows. */
    public static final class Windows {
        @Option(
                names = "--windows-topic",
                paramLabel = LABEL,
                defaultValue = Topics.WINDOWS,
                description = "Topic of the figures of windows; the job creates it" + DEFAULT)
        private String topic = Topics.WINDOWS;

        public String topic() {
            return topic;
        }
    }

    /** The topic of means over severities and corruptions. */
    public static final class Summaries {
        @Option(
                names = "--summaries-topic",
                paramLabel = LABEL,
                defaultValue = Topics.SUMMARIES,
                description =
                        "Topic of means over severities and corruptions; the job creates it"
                                + " compacted"
                                + DEFAULT)
        private String topic = Topics.SUMMARIES;

        public String topic() {
            return topic;
        }
    }

    /** The topic of records that cannot be used. */
    public static final class DeadLetters {
        @Option(
                names = "--dead-letters-topic",
                paramLabel = LABEL,
                defaultValue = Topics.DEAD_LETTERS,
                description = "Topic of records that cannot be used; the job creates it" + DEFAULT)
        private String topic = Topics.DEAD_LETTERS;

        public String topic() {
            return topic;
        }
    }

    /** The topic that announces models to running jobs. */
    public static final class Models {
        @Option(
                names = "--models-topic",
                paramLabel = LABEL,
                defaultValue = Topics.MODELS,
                description =
                        "Topic that announces models to running jobs, to be added or dropped; the"
                                + " job creates it, or reads none if this is none"
                                + DEFAULT)
        private String topic = Topics.MODELS;

        public String topic() {
            return topic;
        }
    }

    /** The topic of what running jobs do with models. */
    public static final class Status {
        @Option(
                names = "--status-topic",
                paramLabel = LABEL,
                defaultValue = Topics.STATUS,
                description =
                        "Topic of which models run, load or fail, and where; the job creates it"
                                + DEFAULT)
        private String topic = Topics.STATUS;

        public String topic() {
            return topic;
        }
    }

    /** The topic of labels that follow their images, if there is one. */
    public static final class Labels {
        @Option(
                names = "--labels-topic",
                paramLabel = LABEL,
                description =
                        "Topic of labels for images that are published without one (default: none;"
                                + " such images are dead letters).")
        private Optional<String> topic = Optional.empty();

        public Optional<String> topic() {
            return topic;
        }
    }

    /** The topic of single predictions, if they are wanted. */
    public static final class Predictions {
        @Option(
                names = "--predictions-topic",
                paramLabel = LABEL,
                description =
                        "Topic of every single prediction; the job creates it (default: none).")
        private Optional<String> topic = Optional.empty();

        public Optional<String> topic() {
            return topic;
        }
    }
}
