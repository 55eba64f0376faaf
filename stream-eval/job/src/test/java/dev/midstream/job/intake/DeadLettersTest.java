package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
    private static final AvroWire<DeadLetter> WIRE = AvroWire.of(DeadLetter.class);
    private static final RejectedRecordException REJECTION =
            new RejectedRecordException(Fault.WRONG_SHAPE, "The image is too wide.");

    @Test
    void write_record_keepsOriginAndContents() throws Exception {
        byte[] key = {1, 2};
        byte[] value = {3, 4, 5};
        KafkaMessage message =
                new DeadLetters(10_000)
                        .write(new ConsumedRecord("images", 3, 17, 1234, key, value), REJECTION);
        assertThat(message.key()).isEqualTo(key);
        DeadLetter letter = WIRE.decode(message.value());
        assertThat(letter.getTopic()).isEqualTo("images");
        assertThat(letter.getPartition()).isEqualTo(3);
        assertThat(letter.getOffset()).isEqualTo(17);
        assertThat(letter.getTimestamp()).isEqualTo(Instant.ofEpochMilli(1234));
        assertThat(letter.getReason()).isEqualTo("The image is too wide.");
        assertThat(letter.getFault()).isEqualTo("WRONG_SHAPE");
        assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(key));
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
    }

    @Test
    void write_noKeyAndNoValue_keepsNulls() throws Exception {
        KafkaMessage message =
                new DeadLetters(10_000)
                        .write(new ConsumedRecord("images", 0, 0, 0, null, null), REJECTION);
        DeadLetter letter = WIRE.decode(message.value());
        assertThat(letter.getKey()).isNull();
        assertThat(letter.getValue()).isNull();
    }

    @Test
    void write_largerThanTheTopicTakes_leavesContentsOutAndSaysSo() throws Exception {
        ConsumedRecord record =
                new ConsumedRecord("images", 3, 17, 1234, new byte[10], new byte[9_990]);
        KafkaMessage message = new DeadLetters(10_000).write(record, REJECTION);
        assertThat(message.value().length).isLessThan(1000);
        DeadLetter letter = WIRE.decode(message.value());
        assertThat(letter.getOffset()).isEqualTo(17);
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getReason())
                .isEqualTo(
                        "The image is too wide. Key (10 bytes) and value (9990 bytes) are left out:"
                                + " larger than the topic takes.");
    }
}
