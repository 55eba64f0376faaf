package dev.midstream.job.intake;

import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was consumed, with where it came from.
 *
 * @param timestamp of the record in milliseconds since the epoch
 */
public record ConsumedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value) {
    /** Returns the same without its value. */
    public ConsumedRecord withoutValue() {
        return new ConsumedRecord(topic, partition, offset, timestamp, key, null);
    }
}
