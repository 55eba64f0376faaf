package dev.midstream.embedded;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import dev.midstream.schemas.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the latest metrics from the beginning of a topic. Not thread-safe. */
public final class MetricsWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final AvroWire<RobustnessMetric> wire;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<MetricKey, RobustnessMetric> latest = new LinkedHashMap<>();

    /** Watches {@code topic}, which must exist. */
    public MetricsWatch(String bootstrapServers, String topic) {
        this(bootstrapServers, topic, WireFormat.singleObject());
    }

    /** Watches {@code topic}, which must exist, with records in {@code format}. */
    public MetricsWatch(String bootstrapServers, String topic, WireFormat format) {
        this.wire = format.reader(RobustnessMetric.class);
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        // Only records that a completed checkpoint has committed.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Reads until the latest metrics are complete.
     *
     * @param complete tells whether the metrics are complete
     * @param patience how long to wait for any new metric
     * @return the latest metrics
     * @throws IllegalStateException if no metric arrives for that long
     */
    public List<RobustnessMetric> await(
            Predicate<List<RobustnessMetric>> complete, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            if (poll()) {
                deadline = System.nanoTime() + patience.toNanos();
            }
            List<RobustnessMetric> figures = new ArrayList<>(latest.values());
            if (complete.test(figures)) {
                return figures;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Cannot finish: no new metrics for %d s, %d so far."
                                .formatted(patience.toSeconds(), figures.size()));
            }
        }
    }

    /** Polls once; returns whether there were new records. */
    private boolean poll() {
        boolean any = false;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            try {
                RobustnessMetric metric = wire.decode(record.value());
                latest.put(metric.getKey(), metric);
                any = true;
            } catch (MalformedRecordException | IOException e) {
                throw new IllegalStateException(
                        "Cannot read the metric at offset %d of %s: %s"
                                .formatted(record.offset(), record.topic(), e.getMessage()),
                        e);
            }
        }
        return any;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
