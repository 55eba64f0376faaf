package dev.midstream.publisher;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a publishing run sends and where to. Immutable; made by {@link #builder}.
 *
 * @param bootstrapServers addresses of the Kafka cluster, {@code host:port} with commas between
 * @param topic takes the images
 * @param partitions creates the topic with that many partitions if it does not exist; empty to
 *     demand that it exists
 * @param runId names the run in every record; figures of different runs are never mixed
 * @param selection which images are sent, under which conditions and with which labels
 * @param encoding of the pixels
 * @param rate records a second at most; empty for as fast as the cluster takes them
 * @param passes how often everything is sent
 * @param start whether the run is new
 * @param delivery how records are written
 * @param wire how records are encoded
 * @param clientProperties further settings of the Kafka clients, such as those of security
 */
public record PublishConfiguration(
        String bootstrapServers,
        String topic,
        OptionalInt partitions,
        String runId,
        TestSelection selection,
        PixelEncoding encoding,
        OptionalDouble rate,
        int passes,
        Start start,
        Delivery delivery,
        WireFormat wire,
        Map<String, String> clientProperties) {

    public PublishConfiguration {
        if (runId.isBlank()) {
            throw new IllegalArgumentException("Invalid run id: it is blank. Name the run.");
        }
        if (partitions.isPresent() && partitions.getAsInt() < 1) {
            throw invalid("number of partitions", partitions.getAsInt());
        }
        if (passes < 1) {
            throw invalid("number of repetitions", passes);
        }
        if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "Invalid rate: " + rate.getAsDouble() + ". Use a number above 0.");
        }
        ClientProperties.check(clientProperties);
        clientProperties = Map.copyOf(clientProperties);
    }

    /** Whether records of the run may be on the topic already. */
    public enum Start {
        /** They are not; everything is sent. */
        NEW,
        /** They may be, for the run broke off; the topic is read and what it lacks is sent. */
        RESUMED
    }

    /** How records are written. */
    public enum Delivery {
        /** Each once, whatever is retried, and visible at once. */
        IDEMPOTENT,
        /** In transactions of a few seconds, visible to readers of committed records after each. */
        TRANSACTIONAL
    }

    /** Starts a configuration that sends raw pixels, once, at full speed. */
    public static Builder builder(String bootstrapServers, String runId, TestSelection selection) {
        return new Builder(bootstrapServers, runId, selection);
    }

    /** Starts a configuration that sends all images with clean labels, with the seed 0. */
    public static Builder builder(String bootstrapServers, String runId, ConditionGrid conditions) {
        return builder(bootstrapServers, runId, TestSelection.all(conditions, 0));
    }

    private static IllegalArgumentException invalid(String what, int value) {
        return new IllegalArgumentException(
                "Invalid " + what + ": " + value + ". Use a number of at least 1.");
    }

    /** Collects the settings of a {@link PublishConfiguration}. */
    public static final class Builder {

        private final String bootstrapServers;
        private final String runId;
        private TestSelection selection;
        private String topic = Topics.IMAGES;
        private OptionalInt partitions = OptionalInt.empty();
        private PixelEncoding encoding = PixelEncoding.RAW;
        private OptionalDouble rate = OptionalDouble.empty();
        private int passes = 1;
        private Start start = Start.NEW;
        private Delivery delivery = Delivery.IDEMPOTENT;
        private WireFormat wire = WireFormat.singleObject();
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

        /** Creates the topic with this many partitions if it does not exist. */
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

        public Builder rate(double recordsPerSecond) {
            rate = OptionalDouble.of(recordsPerSecond);
            return this;
        }

        /** Sends everything this many times. */
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

        public Builder wire(WireFormat value) {
            wire = value;
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
            return new PublishConfiguration(
                    bootstrapServers,
                    topic,
                    partitions,
                    runId,
                    selection,
                    encoding,
                    rate,
                    passes,
                    start,
                    delivery,
                    wire,
                    clientProperties);
        }
    }
}
