package dev.midstream.publisher;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.corruption.FrostTextures;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.schemas.Topics;
import java.util.Map;
import java.util.Optional;
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
 * @param conditions what every image is shown under
 * @param labelNoise applied to the labels of the whole split; empty for clean labels
 * @param limit number of images, taken as {@link dev.midstream.images.dataset.Subset#firstOf} takes
 *     them; empty for all
 * @param frostTextures pictures of frost; empty for procedural ones
 * @param seed of the corruptions and of the choice and order of images
 * @param order of the images
 * @param encoding of the pixels
 * @param rate records a second at most; empty for as fast as the cluster takes them
 * @param passes how often everything is sent
 * @param start whether the run is new
 * @param delivery how records are written
 * @param clientProperties further settings of the Kafka clients, such as those of security
 */
public record PublishConfiguration(
        String bootstrapServers,
        String topic,
        OptionalInt partitions,
        String runId,
        ConditionGrid conditions,
        Optional<LabelNoise> labelNoise,
        OptionalInt limit,
        Optional<FrostTextures> frostTextures,
        long seed,
        ImageOrder order,
        PixelEncoding encoding,
        OptionalDouble rate,
        int passes,
        Start start,
        Delivery delivery,
        Map<String, String> clientProperties) {

    public PublishConfiguration {
        if (runId.isBlank()) {
            throw new IllegalArgumentException("Invalid run id: it is blank. Name the run.");
        }
        if (partitions.isPresent() && partitions.getAsInt() < 1) {
            throw invalid("number of partitions", partitions.getAsInt());
        }
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw invalid("limit", limit.getAsInt());
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

    /** The order in which images are sent. */
    public enum ImageOrder {
        /** That of the data set; with a limit, that of the permutation which chooses the images. */
        AS_GIVEN,
        /** A seeded random order. */
        SHUFFLED
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

    /** Corrupts the run's images. */
    Corruptor corruptor() {
        return frostTextures
                .map(textures -> new Corruptor(seed, textures))
                .orElseGet(() -> new Corruptor(seed));
    }

    /** Starts a configuration that sends everything, clean labels, raw pixels, at full speed. */
    public static Builder builder(String bootstrapServers, String runId, ConditionGrid conditions) {
        return new Builder(bootstrapServers, runId, conditions);
    }

    private static IllegalArgumentException invalid(String what, int value) {
        return new IllegalArgumentException(
                "Invalid " + what + ": " + value + ". Use a number of at least 1.");
    }

    /** Collects the settings of a {@link PublishConfiguration}. */
    public static final class Builder {

        private final String bootstrapServers;
        private final String runId;
        private final ConditionGrid conditions;
        private String topic = Topics.IMAGES;
        private OptionalInt partitions = OptionalInt.empty();
        private Optional<LabelNoise> labelNoise = Optional.empty();
        private OptionalInt limit = OptionalInt.empty();
        private Optional<FrostTextures> frostTextures = Optional.empty();
        private long seed;
        private ImageOrder order = ImageOrder.AS_GIVEN;
        private PixelEncoding encoding = PixelEncoding.RAW;
        private OptionalDouble rate = OptionalDouble.empty();
        private int passes = 1;
        private Start start = Start.NEW;
        private Delivery delivery = Delivery.IDEMPOTENT;
        private Map<String, String> clientProperties = Map.of();

        private Builder(String bootstrapServers, String runId, ConditionGrid conditions) {
            this.bootstrapServers = bootstrapServers;
            this.runId = runId;
            this.conditions = conditions;
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

        public Builder labelNoise(LabelNoise value) {
            labelNoise = Optional.of(value);
            return this;
        }

        public Builder limit(int value) {
            limit = OptionalInt.of(value);
            return this;
        }

        public Builder frostTextures(FrostTextures value) {
            frostTextures = Optional.of(value);
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder order(ImageOrder value) {
            order = value;
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
                    conditions,
                    labelNoise,
                    limit,
                    frostTextures,
                    seed,
                    order,
                    encoding,
                    rate,
                    passes,
                    start,
                    delivery,
                    clientProperties);
        }
    }
}
