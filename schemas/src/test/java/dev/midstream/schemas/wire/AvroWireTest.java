package dev.midstream.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.TestImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class AvroWireTest {
    private static final AvroWire<TestImage> WIRE = AvroWire.of(TestImage.class);

    @Test
    void decode_whatWasEncoded_isEqual() throws Exception {
        assertThat(WIRE.decode(WIRE.encode(Records.image()))).isEqualTo(Records.image());
    }

    @Test
    void encode_anyRecord_isWhatAvrosOwnSingleObjectDecoderReads() throws Exception {
        BinaryMessageDecoder<TestImage> avro = TestImage.getDecoder();

        assertThat(avro.decode(WIRE.encode(Records.image()))).isEqualTo(Records.image());
    }

    @Test
    void decode_whatAvrosOwnEncoderWrote_isEqual() throws Exception {
        BinaryMessageEncoder<TestImage> avro = TestImage.getEncoder();
        byte[] bytes = avro.encode(Records.image()).array();

        assertThat(WIRE.decode(bytes)).isEqualTo(Records.image());
    }

    @Test
    void decode_recordOfAnOlderWriter_takesTheDefaultOfTheFieldItLacks() throws Exception {
        Schema older = Records.without("trueLabel");
        AvroWire<TestImage> wire = AvroWire.of(TestImage.class, List.of(older));

        TestImage read = wire.decode(written(older, Records.image()));

        assertThat(read).isEqualTo(Records.image());
        assertThat(read.getTrueLabel()).isNull();
    }

    @Test
    void decode_recordOfANewerWriter_ignoresTheFieldItDoesNotKnow() throws Exception {
        Schema newer = Records.withCamera();
        AvroWire<TestImage> wire = AvroWire.of(TestImage.class, List.of(newer));

        assertThat(wire.decode(written(newer, Records.image()))).isEqualTo(Records.image());
    }

    @Test
    void decode_unknownWriter_saysWhichFingerprint() {
        byte[] bytes = WIRE.encode(Records.image());
        Arrays.fill(bytes, 2, 10, (byte) 0x11);

        assertThatThrownBy(() -> WIRE.decode(bytes))
                .isInstanceOf(UnknownWriterException.class)
                .hasMessage(
                        "Cannot decode TestImage: unknown schema fingerprint 1111111111111111.");
    }

    @Test
    void decode_noHeader_saysWhatItBeginsWith() {
        assertThatThrownBy(() -> WIRE.decode("{\"runId\": 1}".getBytes(UTF_8)))
                .hasMessage(
                        "Cannot decode TestImage: it begins with 7B22, neither C301 (Avro"
                                + " single-object encoding) nor 00 (schema registry).");
        assertThatThrownBy(() -> WIRE.decode(new byte[0]))
                .hasMessage("Cannot decode TestImage: 0 bytes are too few.");
        assertThatThrownBy(() -> WIRE.decode(new byte[3]))
                .hasMessage("Cannot decode TestImage: 3 bytes are too few.");
    }

    @Test
    void decode_bytesAfterTheRecord_rejected() {
        byte[] bytes = WIRE.encode(Records.image());

        assertThatThrownBy(() -> WIRE.decode(Arrays.copyOf(bytes, bytes.length + 2)))
                .hasMessage("Cannot decode TestImage: 2 bytes follow the record.");
    }

    @Test
    void decode_twoGigabytesClaimed_rejectedBeforeTheyAreAllocated() throws Exception {
        byte[] header = Arrays.copyOf(WIRE.encode(Records.image()), 10);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header);
        // The zig-zag varint of 2,147,483,000, as the length of the run id.
        bytes.write(new byte[] {(byte) 0xF0, (byte) 0xF5, (byte) 0xFF, (byte) 0xFF, 0x0F});

        assertThatThrownBy(() -> WIRE.decode(bytes.toByteArray()))
                .hasMessage(
                        "Cannot decode TestImage: a string of length 2147483000 but 0 bytes left.");
    }

    @Property
    void decode_truncatedAnywhere_isMalformed(@ForAll @IntRange(max = 60) int length) {
        byte[] bytes = WIRE.encode(Records.image());

        assertThat(bytes).hasSizeGreaterThan(60);
        assertThatThrownBy(() -> WIRE.decode(Arrays.copyOf(bytes, length)))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Property
    void decode_anyBytes_recordOrMalformedNothingElse(
            @ForAll byte[] noise, @ForAll @IntRange(min = 10, max = 60) int at) throws IOException {
        byte[] bytes = WIRE.encode(Records.image());
        System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
        try {
            assertThat(WIRE.decode(bytes)).isNotNull();
        } catch (MalformedRecordException e) {
            assertThat(e.getMessage()).startsWith("Cannot decode TestImage: ").hasLineCount(1);
        }
    }

    private static byte[] written(Schema writer, TestImage image) throws IOException {
        return new BinaryMessageEncoder<GenericRecord>(image.getSpecificData(), writer)
                .encode(Records.as(writer, image))
                .array();
    }
}
