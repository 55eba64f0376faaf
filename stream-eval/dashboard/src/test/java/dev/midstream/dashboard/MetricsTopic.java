package dev.midstream.dashboard;

import dev.midstream.DeadLetter;
import dev.midstream.MetricKey;
import dev.midstream.ModelStatus;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.Run;
import dev.midstream.SummaryKey;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.cli.kafka.KafkaCluster;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A metrics topic and a dead-letter topic of their own on a broker, and a producer for them. */
public final class MetricsTopic implements AutoCloseable {
    private final AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final AvroWire<RobustnessSummary> summaryWire = AvroWire.of(RobustnessSummary.class);
    private final Map<String, RobustnessMetric> latest = new LinkedHashMap<>();
    private final EmbeddedBroker broker;
    private final KafkaSource source;
    private final KafkaProducer<byte[], byte[]> producer;

    private MetricsTopic(EmbeddedBroker broker) {
        int number = NUMBER.incrementAndGet();
        this.broker = broker;
        this.source =
                new KafkaSource(
                        KafkaCluster.of(broker.bootstrapServers()),
                        Topics.METRICS + "-" + number,
                        Topics.SUMMARIES + "-" + number,
                        Topics.DEAD_LETTERS + "-" + number,
                        Topics.RUNS + "-" + number,
                        new KafkaSource.Job(
                                Topics.IMAGES, Topics.STATUS + "-" + number, "stream-eval"),
                        WireFormat.singleObject());
        this.producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Names that no other test has; {@link #create} makes the topics. */
    public static MetricsTopic on(EmbeddedBroker broker) {
        return new MetricsTopic(broker);
    }

    /** Makes the topics, which the dashboard does not need to begin with. */
    public MetricsTopic create() {
        broker.createTopic(source.metricsTopic(), 2, Map.of("cleanup.policy", "compact"));
        broker.createTopic(source.summariesTopic(), 1, Map.of("cleanup.policy", "compact"));
        broker.createTopic(source.deadLettersTopic(), 1, Map.of());
        broker.createTopic(source.runsTopic(), 1, Map.of("cleanup.policy", "compact"));
        broker.createTopic(source.job().statusTopic(), 1, Map.of("cleanup.policy", "compact"));
        return this;
    }

    /** Writes what runs are. */
    public void sendRuns(Collection<Run> runs) throws Exception {
        AvroWire<Run> runWire = AvroWire.of(Run.class);
        for (Run run : runs) {
            byte[] key = run.getRunId().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(source.runsTopic(), key, runWire.encode(run))).get();
        }
    }

    /** Writes what the job does with models. */
    public void sendModels(Collection<ModelStatus> models) throws Exception {
        AvroWire<ModelStatus> modelWire = AvroWire.of(ModelStatus.class);
        for (ModelStatus model : models) {
            byte[] key =
                    (model.getJob() + "|" + model.getLocation()).getBytes(StandardCharsets.UTF_8);
            producer.send(
                            new ProducerRecord<>(
                                    source.job().statusTopic(), key, modelWire.encode(model)))
                    .get();
        }
    }

    /** Writes dead letters. */
    public void sendDeadLetters(Collection<DeadLetter> letters) throws Exception {
        AvroWire<DeadLetter> letterWire = AvroWire.of(DeadLetter.class);
        for (DeadLetter letter : letters) {
            producer.send(
                            new ProducerRecord<>(
                                    source.deadLettersTopic(), null, letterWire.encode(letter)))
                    .get();
        }
    }

    /** A dashboard of these topics on any free port. */
    public DashboardConfiguration configuration() {
        return DashboardConfiguration.of(broker.bootstrapServers())
                .withKafka(source)
                .withAddress("127.0.0.1", 0);
    }

    /**
     * Writes the records, and the summaries as a job would, and returns when Kafka has them all.
     */
    public void send(Collection<RobustnessMetric> metrics) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (RobustnessMetric metric : metrics) {
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    source.metricsTopic(),
                                    keyBytes(metric.getKey()),
                                    wire.encode(metric))));
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        for (RobustnessSummary summary : summariesOf(metrics)) {
            producer.send(
                            new ProducerRecord<>(
                                    source.summariesTopic(),
                                    RobustnessSummaries.keyText(summary.getKey())
                                            .getBytes(StandardCharsets.UTF_8),
                                    summaryWire.encode(summary)))
                    .get();
        }
    }

    /** How many summaries were sent. */
    public int summaries() {
        return RobustnessSummaries.of(latest.values(), MetricSamples.NOON).size();
    }

    /** The present summaries of all that some metrics are part of. */
    private List<RobustnessSummary> summariesOf(Collection<RobustnessMetric> metrics) {
        Set<SummaryKey> keys = new HashSet<>();
        for (RobustnessMetric metric : metrics) {
            if (metric.getKey().getSeverity() <= Corruption.MAX_SEVERITY) {
                latest.put(RobustnessMetrics.keyText(metric.getKey()), metric);
                keys.add(RobustnessSummaries.key(metric.getKey()));
            }
        }
        Instant updatedAt =
                metrics.stream()
                        .map(RobustnessMetric::getUpdatedAt)
                        .max(Instant::compareTo)
                        .orElse(MetricSamples.NOON);
        return RobustnessSummaries.of(latest.values(), updatedAt).stream()
                .filter(summary -> keys.contains(summary.getKey()))
                .toList();
    }

    public void sendRaw(byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(source.metricsTopic(), key, value)).get();
    }

    public static byte[] keyBytes(MetricKey key) {
        return RobustnessMetrics.keyText(key).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
