package dev.midstream.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * The wire format of one kind of record: Avro single-object encoding, that is the bytes {@code C3
 * 01}, the little-endian CRC-64-AVRO fingerprint of the writer's schema, and the binary record.
 *
 * <p>Records of every earlier version of the schema ({@link SchemaHistory}) are read too. Safe for
 * use by several threads.
 *
 * @param <T> the generated record class
 */
public final class AvroWire<T extends SpecificRecord> {
    private static final int MARKER = 0xC301;
    private static final int HEADER_BYTES = 10;

    private final String name;
    private final byte[] header;
    private final SpecificDatumWriter<T> writer;
    private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();

    private AvroWire(Class<T> type, List<Schema> writers) {
        SpecificData data = SpecificData.getForClass(type);
        Schema schema = data.getSchema(type);
        this.name = schema.getName();
        this.header =
                ByteBuffer.allocate(HEADER_BYTES)
                        .putShort((short) MARKER)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(fingerprint(schema))
                        .array();
        this.writer = new SpecificDatumWriter<>(schema, data);
        for (Schema version : writers) {
            readers.put(fingerprint(version), new SpecificDatumReader<>(version, schema, data));
        }
        readers.put(fingerprint(schema), new SpecificDatumReader<>(schema, schema, data));
    }

    /** The wire format of {@code type}. */
    public static <T extends SpecificRecord> AvroWire<T> of(Class<T> type) {
        return of(type, SchemaHistory.of(type.getSimpleName()));
    }

    /** The wire format of {@code type} that also reads what the given schemas wrote. */
    static <T extends SpecificRecord> AvroWire<T> of(Class<T> type, List<Schema> writers) {
        return new AvroWire<>(type, writers);
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /** The bytes of {@code record}. */
    public byte[] encode(T record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            bytes.write(header);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode a " + name + ".", e);
        }
    }

    /**
     * The record that {@code bytes} hold.
     *
     * @throws MalformedRecordException if they hold none, one of an unknown schema, or more than
     *     one
     */
    public T decode(byte[] bytes) throws MalformedRecordException {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedRecordException(
                    "Cannot decode %s: %d bytes are too few.".formatted(name, bytes.length));
        }
        ByteBuffer start = ByteBuffer.wrap(bytes);
        int marker = start.getShort() & 0xFFFF;
        if (marker != MARKER) {
            throw new MalformedRecordException(
                    "Cannot decode %s: it begins with %04X, not C301 (Avro single-object encoding)."
                            .formatted(name, marker));
        }
        long fingerprint = start.order(ByteOrder.LITTLE_ENDIAN).getLong();
        SpecificDatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new MalformedRecordException(
                    "Cannot decode %s: unknown schema fingerprint %016X."
                            .formatted(name, fingerprint));
        }
        BoundedDecoder decoder = new BoundedDecoder(bytes, HEADER_BYTES);
        T record = read(reader, decoder);
        if (decoder.remaining() > 0) {
            throw new MalformedRecordException(
                    "Cannot decode %s: %d bytes follow the record."
                            .formatted(name, decoder.remaining()));
        }
        return record;
    }

    // Avro reports malformed input by whatever exception it happens to meet.
    @SuppressWarnings("NullAway")
    private T read(SpecificDatumReader<T> reader, BoundedDecoder decoder)
            throws MalformedRecordException {
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new MalformedRecordException(
                    "Cannot decode %s: %s.".formatted(name, detail.lines().findFirst().orElse("")),
                    e);
        }
    }
}
