package dev.midstream.dashboard.feed;

import dev.midstream.Run;
import dev.midstream.dashboard.view.RunView;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the topic of runs from its beginning into a {@link RunStore}, until closed. The topic is
 * compacted: from its beginning it has the latest record of every run.
 */
public final class RunsFeed implements AutoCloseable {
    private final AvroWire<Run> wire;
    private final RunStore store;
    private final TopicReader reader;

    private RunsFeed(
            AvroWire<Run> wire,
            String bootstrapServers,
            String topic,
            RunStore store,
            Clock clock) {
        this.wire = wire;
        this.store = store;
        this.reader =
                TopicReader.start(bootstrapServers, topic, Long.MAX_VALUE, this::accept, clock);
    }

    /** Starts reading {@code topic} into {@code store}. */
    public static RunsFeed start(
            AvroWire<Run> wire,
            String bootstrapServers,
            String topic,
            RunStore store,
            Clock clock) {
        return new RunsFeed(wire, bootstrapServers, topic, store, clock);
    }

    private void accept(ConsumerRecord<byte[], byte[]> record)
            throws MalformedRecordException, IOException {
        if (record.value() != null) {
            store.put(RunView.of(wire.decode(record.value())));
        } else if (record.key() != null) {
            store.remove(new String(record.key(), StandardCharsets.UTF_8));
        }
    }

    /** How the reading goes. */
    public FeedStatus status() {
        return reader.status();
    }

    @Override
    public void close() {
        reader.close();
    }
}
