package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.terminal.Progress;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.metrics.PointSums;
import dev.midstream.publisher.PublisherMain;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.AvroWire;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher that was upgraded before the job: its images become dead letters, and a replay after
 * the job's upgrade makes the figures those of the offline evaluation.
 */
final class ReplayAfterUpgradeIT {
    private static final int IMAGES = 300;
    private static final String RUN = "upgrade";
    private static final String EARLIER = "images-of-the-earlier-schema";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path work;

    @Test
    void replay_afterTheJobsUpgrade_makesTheFiguresWhole() throws Exception {
        Path data = Files.createDirectory(work.resolve("data"));
        PatternImages.write(data, 640, IMAGES);
        Path model = work.resolve("model");
        JarProcess.run(
                Jars.TRAINER,
                "train --dataset cifar10 --data %s --out %s --subspace line --network cresnet8-w8"
                        + " --epochs 1 --batch-size 64 --bn-images 640",
                data,
                model);
        Map<MetricKey, PointSums> offline = evaluate(data, model);
        LaterSchema later = new LaterSchema();
        Path upgraded = work.resolve("upgraded.jar");
        later.upgrade(Jars.JOB, upgraded);

        try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("kafka"));
                FailingFlink flink = FailingFlink.start()) {
            broker.createTopic(Topics.IMAGES, 2, Map.of());
            broker.createTopic(Topics.METRICS, 1, Map.of("cleanup.policy", "compact"));
            List<String> arguments =
                    List.of(
                            "--bootstrap-servers",
                            broker.bootstrapServers(),
                            "--model",
                            model.toString(),
                            "--points",
                            "midpoint",
                            "--window",
                            "0s",
                            "--checkpoint-interval",
                            "500ms");
            JobID job = flink.submit(arguments, 2);
            publish(data, broker, later);
            awaitLetters(broker);

            Path savepoints = Files.createDirectory(work.resolve("savepoints"));
            flink.upgrade(job, upgraded, arguments, 2, savepoints);
            assertThat(replay(broker)).contains("Sent: " + IMAGES + " records");

            assertSame(broker, offline);
            assertThat(replay(broker)).contains("Sent: 0 records");
        }
    }

    /** Clean images as they are now, images of low contrast as a later version writes them. */
    private static void publish(Path data, EmbeddedBroker broker, LaterSchema later)
            throws Exception {
        publish(
                data,
                broker,
                ConditionGrid.parse("none", "1", CleanImages.INCLUDED),
                Topics.IMAGES);
        publish(data, broker, ConditionGrid.parse("contrast", "3", CleanImages.EXCLUDED), EARLIER);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (Map.Entry<ByteBuffer, byte[]> image :
                    TopicContents.latest(broker.bootstrapServers(), EARLIER).entrySet()) {
                producer.send(
                                new ProducerRecord<>(
                                        Topics.IMAGES,
                                        image.getKey().array(),
                                        later.encode(image.getValue())))
                        .get();
            }
        }
    }

    private static void publish(
            Path data, EmbeddedBroker broker, ConditionGrid conditions, String topic)
            throws Exception {
        PublishConfiguration configuration =
                PublishConfiguration.builder(broker.bootstrapServers(), RUN, conditions)
                        .topic(topic)
                        .runsTopic(topic + "-runs")
                        .createTopic(1)
                        .build();
        assertThat(
                        new Publisher(configuration, Clock.systemUTC())
                                .publish(Datasets.open("cifar10", data, Split.TEST), Progress.NONE)
                                .acknowledged())
                .isEqualTo(IMAGES);
    }

    private static void awaitLetters(EmbeddedBroker broker) {
        AvroWire<DeadLetter> wire = AvroWire.of(DeadLetter.class);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            var letters =
                                    TopicContents.latest(
                                            broker.bootstrapServers(), Topics.DEAD_LETTERS);
                            assertThat(letters).hasSize(IMAGES);
                            for (byte[] letter : letters.values()) {
                                assertThat(wire.decode(letter).getFault())
                                        .isEqualTo("UNKNOWN_SCHEMA");
                            }
                        });
    }

    private static String replay(EmbeddedBroker broker) {
        StringWriter out = new StringWriter();
        int code =
                PublisherMain.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute(
                                "replay",
                                "--bootstrap-servers=" + broker.bootstrapServers(),
                                "--fault=UNKNOWN_SCHEMA");
        assertThat(code).isZero();
        return out.toString();
    }

    private Map<MetricKey, PointSums> evaluate(Path data, Path model) throws Exception {
        Path json = work.resolve("offline.json");
        JarProcess.run(
                Jars.TRAINER,
                "evaluate --model %s --points midpoint --dataset cifar10 --data %s"
                        + " --corruptions contrast --severities 3 --run-id %s --json %s",
                model,
                data,
                RUN,
                json);
        try (InputStream stream = Files.newInputStream(json)) {
            return SameFigures.sums(RobustnessMetrics.readJson(stream));
        }
    }

    private static void assertSame(EmbeddedBroker broker, Map<MetricKey, PointSums> offline) {
        try (MetricsWatch watch = new MetricsWatch(broker.bootstrapServers(), Topics.METRICS)) {
            List<RobustnessMetric> metrics =
                    watch.await(
                            all ->
                                    all.size() == offline.size()
                                            && all.stream()
                                                    .allMatch(
                                                            one ->
                                                                    one.getSums().getCount()
                                                                            >= IMAGES),
                            PATIENCE);
            SameFigures.assertSame(SameFigures.sums(metrics), offline);
        }
    }
}
