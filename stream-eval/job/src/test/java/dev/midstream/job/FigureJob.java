package dev.midstream.job;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.job.eventtime.Untimed;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.kafka.EarlierTransactions;
import dev.midstream.job.kafka.JobTopic;
import dev.midstream.job.kafka.JobTopics;
import dev.midstream.job.kafka.KafkaConnections;
import dev.midstream.job.metric.MetricDelta;
import dev.midstream.job.metric.WindowedDelta;
import dev.midstream.job.metric.WindowedDeltaSerializer;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The job from scored images on, without an engine: every record of the images topic names a
 * corruption, and counts as one image under it.
 */
final class FigureJob {
    private static final AvroWire<RobustnessMetric> METRICS = AvroWire.of(RobustnessMetric.class);

    private FigureJob() {}

    /** Submits the job of a model. */
    static JobID submit(EmbeddedBroker broker, MiniCluster flink, String model, String... options)
            throws Exception {
        return submitTo(broker.bootstrapServers(), flink, model, options);
    }

    /** Submits the job of a model, which reads and writes where an address says. */
    static JobID submitTo(
            String bootstrapServers, MiniCluster flink, String model, String... options)
            throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--bootstrap-servers",
                                bootstrapServers,
                                "--model",
                                model,
                                "--window",
                                "0s",
                                "--emit-interval",
                                "50ms"));
        arguments.addAll(List.of(options));
        JobSettings settings = StreamEvalJob.parse(arguments.toArray(new String[0])).orElseThrow();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        StreamEvalPipeline.configure(environment, settings);
        environment.setParallelism(1);
        JobTopics.Limits limits = JobTopics.prepare(settings.kafka());
        EarlierTransactions.of(settings.kafka(), Duration.ofSeconds(1)).end(line -> {});
        FigurePipeline figures =
                new FigurePipeline(
                        settings, limits, new LabelClasses(List.of("a", "b"), ClassChoice.NONE));
        environment
                .fromSource(
                        KafkaConnections.announcements(settings.kafka()),
                        Untimed.strategy(),
                        "Announced models")
                .uid("models")
                .sinkTo(new DiscardingSink<>())
                .uid("ignored-models");
        figures.build(
                environment
                        .fromSource(
                                KafkaConnections.source(settings.kafka(), JobTopic.IMAGES),
                                Untimed.strategy(),
                                "Images")
                        .uid("images")
                        .map((ConsumedRecord record) -> image(model, record))
                        .returns(WindowedDeltaSerializer.TYPE)
                        .uid("images-of-tests"));
        return flink.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
    }

    private static WindowedDelta image(String model, ConsumedRecord record) {
        ClassificationSums.Accumulator sums = new ClassificationSums.Accumulator();
        sums.add(Outcome.of(new float[] {1, 2}, 0, 2, 1));
        byte[] value = record.value();
        MetricKey key =
                new MetricKey(
                        "run",
                        model,
                        "midpoint",
                        "noise",
                        value == null ? "none" : new String(value, StandardCharsets.UTF_8),
                        1,
                        LabelKind.OBSERVED);
        return new WindowedDelta(
                Windows.NO_WINDOW,
                new MetricDelta(
                        key,
                        PointProfile.UNKNOWN,
                        new PointSums(sums.toSums(), PairedSums.EMPTY, 0)),
                0);
    }

    /** Publishes an image under each of the corruptions. */
    static void publish(EmbeddedBroker broker, String... corruptions) {
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String corruption : corruptions) {
                producer.send(
                        new ProducerRecord<>(
                                "midstream.images", corruption.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** Returns the number of images by model and corruption, as committed records say. */
    static Map<String, Long> committed(EmbeddedBroker broker) throws Exception {
        return counts(broker, "read_committed");
    }

    /** Returns the same of all records, of open and ended transactions too. */
    static Map<String, Long> sent(EmbeddedBroker broker) throws Exception {
        return counts(broker, "read_uncommitted");
    }

    private static Map<String, Long> counts(EmbeddedBroker broker, String isolation)
            throws Exception {
        Map<String, Long> counts = new HashMap<>();
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", broker.bootstrapServers());
        settings.setProperty("isolation.level", isolation);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("midstream.metrics", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    RobustnessMetric metric = METRICS.decode(record.value());
                    counts.put(
                            metric.getKey().getModelId() + " " + metric.getKey().getCorruption(),
                            metric.getSums().getCount());
                }
            }
        }
        return counts;
    }
}
