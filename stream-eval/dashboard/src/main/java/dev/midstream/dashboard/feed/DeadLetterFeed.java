package dev.midstream.dashboard.feed;

import dev.midstream.DeadLetter;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the dead-letter topic into a {@link DeadLetterStore}, until closed. */
public final class DeadLetterFeed implements AutoCloseable {
    // Dead letters carry whole images: of a full topic only the last ones are read.
    private static final long MAX_BEFORE = 20_000;

    private final AvroWire<DeadLetter> wire;
    private final DeadLetterStore store;
    private final TopicReader reader;

    private DeadLetterFeed(
            AvroWire<DeadLetter> wire,
            String bootstrapServers,
            String topic,
            DeadLetterStore store,
            Clock clock) {
        this.wire = wire;
        this.store = store;
        this.reader = TopicReader.start(bootstrapServers, topic, MAX_BEFORE, this::accept, clock);
    }

    /** Starts reading {@code topic} into {@code store}. */
    public static DeadLetterFeed start(
            AvroWire<DeadLetter> wire,
            String bootstrapServers,
            String topic,
            DeadLetterStore store,
            Clock clock) {
        return new DeadLetterFeed(wire, bootstrapServers, topic, store, clock);
    }

    private void accept(ConsumerRecord<byte[], byte[]> record)
            throws MalformedRecordException, IOException {
        if (record.value() != null) {
            store.add(DeadLetterView.of(wire.decode(record.value())));
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
