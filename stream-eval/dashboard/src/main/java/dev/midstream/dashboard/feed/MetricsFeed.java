package dev.midstream.dashboard.feed;

import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the metrics topic from its beginning into a {@link MetricStore}, until closed. The topic is
 * compacted: from its beginning it has the latest record of every key.
 */
public final class MetricsFeed implements AutoCloseable {
    private final AvroWire<RobustnessMetric> wire;
    private final MetricStore store;
    private final TopicReader reader;

    private MetricsFeed(
            AvroWire<RobustnessMetric> wire,
            String bootstrapServers,
            String topic,
            MetricStore store,
            Clock clock) {
        this.wire = wire;
        this.store = store;
        this.reader =
                TopicReader.start(bootstrapServers, topic, Long.MAX_VALUE, this::accept, clock);
    }

    /** Starts reading {@code topic} into {@code store}. */
    public static MetricsFeed start(
            AvroWire<RobustnessMetric> wire,
            String bootstrapServers,
            String topic,
            MetricStore store,
            Clock clock) {
        return new MetricsFeed(wire, bootstrapServers, topic, store, clock);
    }

    /** How the reading goes. */
    public FeedStatus status() {
        return reader.status();
    }

    private void accept(ConsumerRecord<byte[], byte[]> record)
            throws MalformedRecordException, IOException {
        byte[] value = record.value();
        if (value == null) {
            if (record.key() != null) {
                store.remove(new String(record.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        RobustnessMetric metric = wire.decode(value);
        if (metric.getScope().getKind() == ScopeKind.CUMULATIVE) {
            store.put(RobustnessMetrics.keyText(metric.getKey()), MetricView.of(metric));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
