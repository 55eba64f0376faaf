package dev.midstream.dashboard;

import dev.midstream.DeadLetter;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.schemas.Topics;
import dev.midstream.schemas.metric.RobustnessMetrics;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An embedded broker and a producer for its metrics topic. */
public final class MetricsTopic implements AutoCloseable {
    private final AvroWire<RobustnessMetric> wire = AvroWire.of(RobustnessMetric.class);
    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    private MetricsTopic(EmbeddedBroker broker) {
        this.broker = broker;
        this.producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    public static MetricsTopic start(Path directory) throws IOException {
        return new MetricsTopic(EmbeddedBroker.start(directory));
    }

    /** Makes the topics, which the dashboard does not need to begin with. */
    public MetricsTopic create() {
        broker.createTopic(Topics.METRICS, 2, Map.of("cleanup.policy", "compact"));
        broker.createTopic(Topics.DEAD_LETTERS, 1, Map.of());
        return this;
    }

    /** Writes dead letters. */
    public void sendDeadLetters(Collection<DeadLetter> letters) throws Exception {
        AvroWire<DeadLetter> letterWire = AvroWire.of(DeadLetter.class);
        for (DeadLetter letter : letters) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.DEAD_LETTERS, null, letterWire.encode(letter)))
                    .get();
        }
    }

    public EmbeddedBroker broker() {
        return broker;
    }

    public DashboardConfiguration configuration() {
        return DashboardConfiguration.of(broker.bootstrapServers()).withAddress("127.0.0.1", 0);
    }

    /** Writes the records and returns when Kafka has them all. */
    public void send(Collection<RobustnessMetric> metrics) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (RobustnessMetric metric : metrics) {
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.METRICS,
                                    keyBytes(metric.getKey()),
                                    wire.encode(metric))));
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    public void sendRaw(byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.METRICS, key, value)).get();
    }

    public static byte[] keyBytes(MetricKey key) {
        return RobustnessMetrics.keyText(key).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
