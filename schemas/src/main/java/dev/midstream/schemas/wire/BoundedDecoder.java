package dev.midstream.schemas.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder for the bytes of one record, which rejects lengths that exceed the
 * remaining bytes.
 *
 * <p>Avro's own decoder allocates memory for a length before it reads, so that a few malicious
 * bytes could make it allocate gigabytes.
 */
final class BoundedDecoder extends Decoder {
    private final ByteArrayInputStream bytes;
    // Unbuffered, so that the bytes left in the stream are those not yet decoded.
    private final BinaryDecoder binary;

    BoundedDecoder(byte[] record, int offset) {
        this.bytes = new ByteArrayInputStream(record, offset, record.length - offset);
        this.binary = DecoderFactory.get().directBinaryDecoder(bytes, null);
    }

    /** Number of bytes not yet decoded. */
    int remaining() {
        return bytes.available();
    }

    private int length(long claimed, String what) {
        if (claimed < 0 || claimed > remaining()) {
            throw new AvroRuntimeException(
                    "%s of length %d but %d bytes left".formatted(what, claimed, remaining()));
        }
        return (int) claimed;
    }

    private byte[] bytes(String what) throws IOException {
        byte[] content = new byte[length(binary.readLong(), what)];
        binary.readFixed(content);
        return content;
    }

    private void skip(String what) throws IOException {
        binary.skipFixed(length(binary.readLong(), what));
    }

    @Override
    public void readNull() throws IOException {
        binary.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return binary.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return binary.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return binary.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return binary.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return binary.readDouble();
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(bytes("a string"));
    }

    @Override
    public String readString() throws IOException {
        return new String(bytes("a string"), StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        skip("a string");
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(bytes("a byte field"));
    }

    @Override
    public void skipBytes() throws IOException {
        skip("a byte field");
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        binary.readFixed(target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        binary.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return binary.readEnum();
    }

    // An item of an array or map takes at least one byte in all our schemas.

    @Override
    public long readArrayStart() throws IOException {
        return length(binary.readArrayStart(), "an array");
    }

    @Override
    public long arrayNext() throws IOException {
        return length(binary.arrayNext(), "an array");
    }

    @Override
    public long skipArray() throws IOException {
        return length(binary.skipArray(), "an array");
    }

    @Override
    public long readMapStart() throws IOException {
        return length(binary.readMapStart(), "a map");
    }

    @Override
    public long mapNext() throws IOException {
        return length(binary.mapNext(), "a map");
    }

    @Override
    public long skipMap() throws IOException {
        return length(binary.skipMap(), "a map");
    }

    @Override
    public int readIndex() throws IOException {
        return binary.readIndex();
    }
}
