package dev.midstream.publisher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.publisher.CifarFiles;
import dev.midstream.publisher.JavaProcess;
import dev.midstream.publisher.kafka.ClientProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many clean 32x32 images a second the packaged publisher puts on a local broker, beside a bare
 * Kafka producer that sends as many bytes: both in processes of their own, in turns. Not part of a
 * build; {@code deploy/benchmarks/publisher-rate} runs it.
 */
class PublisherRateBenchmark {

    private static final int IMAGES = 10_000;
    private static final int PASSES = Integer.getInteger("midstream.benchmark.passes", 20);
    private static final int ROUNDS = Integer.getInteger("midstream.benchmark.rounds", 5);
    private static final Map<String, String> TOPIC =
            Map.of("retention.bytes", "268435456", "segment.bytes", "67108864");

    @TempDir private Path directory;

    @Test
    void measure() throws Exception {
        CifarFiles.write(directory, IMAGES);
        double[] publisher = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
            for (int round = 0; round < ROUNDS; round++) {
                bare[round] = bareRate(broker, "bare-" + round);
                publisher[round] = publisherRate(broker, "publisher-" + round);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: publisher %,.0f images/s, bare producer %,.0f records/s%n",
                        round + 1,
                        publisher[round],
                        bare[round]);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "median: publisher %,.0f images/s, bare producer %,.0f records/s, ratio %.2f;"
                        + " best %,.0f and %,.0f%n",
                JavaProcess.median(publisher),
                JavaProcess.median(bare),
                JavaProcess.median(publisher) / JavaProcess.median(bare),
                Arrays.stream(publisher).max().orElseThrow(),
                Arrays.stream(bare).max().orElseThrow());
    }

    private double publisherRate(EmbeddedBroker broker, String topic) throws Exception {
        broker.createTopic(topic, 4, TOPIC);
        Path summary = directory.resolve("summary.json");
        run(
                List.of(
                        "-jar",
                        JavaProcess.publisherJar(),
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        directory.toString(),
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--images-topic",
                        topic,
                        "--corruptions",
                        "none",
                        "--repeat",
                        Integer.toString(PASSES),
                        "--summary-json",
                        summary.toString()));
        JsonNode json = new ObjectMapper().readTree(summary.toFile());
        assertThat(json.get("acknowledged").asInt()).isEqualTo(IMAGES * PASSES);
        return json.get("acknowledged").asInt() / json.get("seconds").asDouble();
    }

    private double bareRate(EmbeddedBroker broker, String topic) throws Exception {
        broker.createTopic(topic, 4, TOPIC);
        Path result = directory.resolve("bare.txt");
        run(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareProducer.class.getName(),
                        broker.bootstrapServers(),
                        topic,
                        Integer.toString(IMAGES * PASSES),
                        result.toString()));
        return Double.parseDouble(Files.readString(result));
    }

    private void run(List<String> arguments) throws Exception {
        var unused = JavaProcess.run(directory.resolve("log.txt"), arguments);
    }

    /** Sends random records of the size of the publisher's, with the publisher's settings. */
    static final class BareProducer {

        /** Header, run, image and data set of a record, beside its pixels. */
        private static final int VALUE_BYTES = 3072 + 75;

        private static final int DIFFERENT = 1000;

        private BareProducer() {}

        public static void main(String[] arguments) throws Exception {
            int records = Integer.parseInt(arguments[2]);
            byte[][] values = new byte[DIFFERENT][VALUE_BYTES];
            Random random = new Random(1);
            for (byte[] value : values) {
                random.nextBytes(value);
            }
            PublishConfiguration configuration =
                    PublishConfiguration.builder(
                                    arguments[0],
                                    "bare",
                                    ConditionGrid.parse(
                                            "none", "1", ConditionGrid.CleanImages.INCLUDED))
                            .build();
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(
                            ClientProperties.producer(configuration.target(), "bare"),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                long start = System.nanoTime();
                for (int i = 0; i < records; i++) {
                    byte[] key = ("test-" + (10_000 + i % IMAGES)).getBytes(UTF_8);
                    var unused =
                            producer.send(
                                    new ProducerRecord<>(arguments[1], key, values[i % DIFFERENT]));
                }
                producer.flush();
                double seconds = (System.nanoTime() - start) / 1e9;
                Files.writeString(Path.of(arguments[3]), Double.toString(records / seconds));
            }
        }
    }
}
