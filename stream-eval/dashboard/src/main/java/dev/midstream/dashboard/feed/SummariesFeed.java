package dev.midstream.dashboard.feed;

import dev.midstream.RobustnessSummary;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the summaries topic from its beginning into a {@link MetricStore}, until closed. The topic
 * is compacted: from its beginning it has the latest record of every key.
 */
public final class SummariesFeed implements AutoCloseable {
    private final AvroWire<RobustnessSummary> wire;
    private final MetricStore store;
    private final TopicReader reader;

    private SummariesFeed(
            AvroWire<RobustnessSummary> wire,
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
    public static SummariesFeed start(
            AvroWire<RobustnessSummary> wire,
            String bootstrapServers,
            String topic,
            MetricStore store,
            Clock clock) {
        return new SummariesFeed(wire, bootstrapServers, topic, store, clock);
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
        RobustnessSummary summary = wire.decode(value);
        store.put(RobustnessSummaries.keyText(summary.getKey()), SummaryView.of(summary));
    }

    @Override
    public void close() {
        reader.close();
    }
}
