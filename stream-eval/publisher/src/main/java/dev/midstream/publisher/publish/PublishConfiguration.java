package dev.midstream.publisher.publish;

import dev.midstream.cli.RecordNames;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.image.PixelEncoding;
import dev.midstream.publisher.kafka.Delivery;
import dev.midstream.publisher.kafka.KafkaConnection;
import dev.midstream.publisher.kafka.KafkaTarget;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a run sends and where to. Immutable; made by {@link #builder}.
 *
 * @param target the topics, and how records get there
 * @param runId names the run in every record; figures of different runs are never mixed. It is the
 *     name of the first pass: see {@link #runId(int)}
 * @param selection which images are sent, under which conditions and with which labels
 * @param encoding of the pixels
 * @param rate records a second at most; empty for as many as the cluster takes
 * @param passes how often everything is sent, each time as a run of its own
 * @param start whether the run is new
 */
public record PublishConfiguration(
        KafkaTarget target,
        String runId,
        TestSelection selection,
        PixelEncoding encoding,
        OptionalDouble rate,
        int passes,
        Start start) {

    public PublishConfiguration {
        runId = RecordNames.checked("--run-id", runId);
        if (passes < 1) {
            throw new IllegalArgumentException(
                    "Invalid number of repetitions: %d. Use a number of at least 1."
                            .formatted(passes));
        }
        if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "Invalid rate: " + rate.getAsDouble() + ". Use a number above 0.");
        }
    }

    /**
     * Names the run of a pass: {@code RUN}, {@code RUN-2}, {@code RUN-3} and so on. Copies of an
     * image are no evidence, so each pass has figures of its own.
     *
     * @param pass from 0
     */
    public String runId(int pass) {
        return pass == 0 ? runId : runId + "-" + (pass + 1);
    }

    /** Begins a configuration that sends raw pixels, once, at full speed. */
    public static Builder builder(String bootstrapServers, String runId, TestSelection selection) {
        return new Builder(bootstrapServers, runId, selection);
    }

    /** Begins a configuration that sends all images with clean labels, with the seed 0. */
    public static Builder builder(String bootstrapServers, String runId, ConditionGrid conditions) {
        return builder(bootstrapServers, runId, TestSelection.all(conditions, 0));
    }

    /** Collects the parts of a {@link PublishConfiguration}. */
    public static final class Builder {
        private final String bootstrapServers;
        private final String runId;
        private TestSelection selection;
        private String topic = Topics.IMAGES;
        private String runsTopic = Topics.RUNS;
        private OptionalInt partitions = OptionalInt.empty();
        private PixelEncoding encoding = PixelEncoding.RAW;
        private OptionalDouble rate = OptionalDouble.empty();
        private int passes = 1;
        private Start start = Start.NEW;
        private Delivery delivery = Delivery.IDEMPOTENT;
        private WireFormat format = WireFormat.singleObject();
        private Map<String, String> clientProperties = Map.of();

        private Builder(String bootstrapServers, String runId, TestSelection selection) {
            this.bootstrapServers = bootstrapServers;
            this.runId = runId;
            this.selection = selection;
        }

        public Builder topic(String value) {
            topic = value;
            return this;
        }

        /** Writes what the run is to this topic. */
        public Builder runsTopic(String value) {
            runsTopic = value;
            return this;
        }

        /** Creates the topic of images with this many partitions if it does not exist. */
        public Builder createTopic(int value) {
            partitions = OptionalInt.of(value);
            return this;
        }

        /** Sends these images instead. */
        public Builder selection(TestSelection value) {
            selection = value;
            return this;
        }

        public Builder encoding(PixelEncoding value) {
            encoding = value;
            return this;
        }

        /** Sends at most this many records a second. */
        public Builder rate(double recordsPerSecond) {
            return rate(OptionalDouble.of(recordsPerSecond));
        }

        /** Sends at most this many records a second, or as many as the cluster takes. */
        public Builder rate(OptionalDouble recordsPerSecond) {
            rate = recordsPerSecond;
            return this;
        }

        /** Sends everything this many times, each time as a run of its own. */
        public Builder passes(int value) {
            passes = value;
            return this;
        }

        public Builder start(Start value) {
            start = value;
            return this;
        }

        public Builder delivery(Delivery value) {
            delivery = value;
            return this;
        }

        public Builder format(WireFormat value) {
            format = value;
            return this;
        }

        public Builder clientProperties(Map<String, String> value) {
            clientProperties = value;
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @throws IllegalArgumentException if a value makes no sense, with a message for the user
         */
        public PublishConfiguration build() {
            KafkaTarget target =
                    new KafkaTarget(
                            new KafkaConnection(bootstrapServers, format, clientProperties),
                            topic,
                            runsTopic,
                            partitions,
                            delivery);
            return new PublishConfiguration(
                    target, runId, selection, encoding, rate, passes, start);
        }
    }
}
