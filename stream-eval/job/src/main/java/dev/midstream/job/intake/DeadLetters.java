package dev.midstream.job.intake;

import dev.midstream.DeadLetter;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes dead letters, none of them larger than their topic takes. */
final class DeadLetters {
    /** More than Kafka's batch and record headers, which count as part of a message. */
    private static final int HEADER_BYTES = 512;

    private final AvroWire<DeadLetter> wire = AvroWire.of(DeadLetter.class);
    private final int mostBytes;

    /**
     * @param mostBytes the largest message that the topic takes
     */
    DeadLetters(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    KafkaMessage write(ConsumedRecord record, RejectedRecordException rejection) {
        byte[] key = record.key();
        byte[] value = record.value();
        String reason = String.valueOf(rejection.getMessage());
        byte[] letter = wire.encode(letter(record, rejection, reason, key, value));
        int keyBytes = key == null ? 0 : key.length;
        if ((long) letter.length + keyBytes + HEADER_BYTES <= mostBytes) {
            return new KafkaMessage(key, letter);
        }
        // A letter that cannot be sent would stop the job, so it goes without its contents: topic,
        // partition and offset still lead to them.
        int valueBytes = value == null ? 0 : value.length;
        String shortened =
                "%s Key (%d bytes) and value (%d bytes) are left out: larger than the topic takes."
                        .formatted(reason, keyBytes, valueBytes);
        return new KafkaMessage(
                null, wire.encode(letter(record, rejection, shortened, null, null)));
    }

    private static DeadLetter letter(
            ConsumedRecord record,
            RejectedRecordException rejection,
            String reason,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        return DeadLetter.newBuilder()
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
                .setReason(reason)
                .setFault(rejection.fault().name())
                .setKey(key == null ? null : ByteBuffer.wrap(key))
                .setValue(value == null ? null : ByteBuffer.wrap(value))
                .setImage(rejection.image().orElse(null))
                .build();
    }
}
