package dev.midstream.schemas.wire;

import dev.midstream.schemas.registry.SchemaRegistry;
import dev.midstream.schemas.registry.UnknownSchemaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes and decodes records of one type. Created by {@link #of} or by a {@link WireFormat}.
 *
 * <p>Two formats can be read, which differ in the first byte. Avro single-object encoding has the
 * bytes {@code C3 01}, the little-endian CRC-64-AVRO fingerprint of the writer's schema, and the
 * binary record; the writer's schema can be any earlier version ({@link SchemaHistory}).
 * Confluent's wire format, which needs a schema registry, has the byte {@code 00}, the big-endian
 * id of the writer's schema, and the binary record; the writer's schema can be any that Avro
 * resolves. Thread-safe.
 *
 * @param <T> the generated record class
 */
public final class AvroWire<T extends SpecificRecord> {
    private static final int MARKER = 0xC301;
    private static final int HEADER_BYTES = 10;
    private static final byte REGISTRY_MARKER = 0;
    private static final int REGISTRY_HEADER_BYTES = 5;

    private final Schema schema;
    private final SpecificData data;
    private final String name;
    private final Optional<SchemaRegistry> registry;
    private final byte[] header;
    private final SpecificDatumWriter<T> writer;
    private final Map<Long, SpecificDatumReader<T>> readers = new HashMap<>();
    private final Map<Integer, SpecificDatumReader<T>> readersById = new ConcurrentHashMap<>();

    private AvroWire(
            Class<T> type,
            List<Schema> writers,
            Optional<SchemaRegistry> registry,
            OptionalInt writerId) {
        this.data = SpecificData.getForClass(type);
        this.schema = data.getSchema(type);
        this.name = schema.getName();
        this.registry = registry;
        this.header =
                writerId.isPresent()
                        ? registryHeader(writerId.getAsInt())
                        : singleObjectHeader(schema);
        this.writer = new SpecificDatumWriter<>(schema, data);
        for (Schema version : writers) {
            readers.put(fingerprint(version), new SpecificDatumReader<>(version, schema, data));
        }
        readers.put(fingerprint(schema), new SpecificDatumReader<>(schema, schema, data));
    }

    /** Single-object encoding of {@code type}; Confluent's format is not read. */
    public static <T extends SpecificRecord> AvroWire<T> of(Class<T> type) {
        return of(type, SchemaHistory.of(type.getSimpleName()));
    }

    /** The wire format of {@code type} that also reads what the given schemas wrote. */
    static <T extends SpecificRecord> AvroWire<T> of(Class<T> type, List<Schema> writers) {
        return new AvroWire<>(type, writers, Optional.empty(), OptionalInt.empty());
    }

    /** Reads both formats; writes single-object encoding. */
    static <T extends SpecificRecord> AvroWire<T> reading(Class<T> type, SchemaRegistry registry) {
        return new AvroWire<>(
                type,
                SchemaHistory.of(type.getSimpleName()),
                Optional.of(registry),
                OptionalInt.empty());
    }

    /** Reads both formats; writes Confluent's, with the schema registered under a subject. */
    static <T extends SpecificRecord> AvroWire<T> registered(
            Class<T> type, SchemaRegistry registry, String subject) throws IOException {
        List<Schema> versions = SchemaHistory.of(type.getSimpleName());
        // The schema of the file, without the Java properties of the generated class.
        Schema contract = versions.get(versions.size() - 1);
        int id = registry.register(subject, contract);
        return new AvroWire<>(type, versions, Optional.of(registry), OptionalInt.of(id));
    }

    private static byte[] singleObjectHeader(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putShort((short) MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint(schema))
                .array();
    }

    private static byte[] registryHeader(int id) {
        return ByteBuffer.allocate(REGISTRY_HEADER_BYTES).put(REGISTRY_MARKER).putInt(id).array();
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
     * Decodes a record.
     *
     * @throws MalformedRecordException if the bytes are not exactly one record of a known schema;
     *     {@link UnknownWriterException} if they name a schema that is not
     * @throws IOException if the writer's schema must be requested from the schema registry, which
     *     cannot be reached; a later call may succeed
     */
    public T decode(byte[] bytes) throws MalformedRecordException, IOException {
        if (bytes.length > 0 && bytes[0] == REGISTRY_MARKER) {
            requireLength(bytes, REGISTRY_HEADER_BYTES);
            return decode(bytes, REGISTRY_HEADER_BYTES, reader(ByteBuffer.wrap(bytes).getInt(1)));
        }
        requireLength(bytes, HEADER_BYTES);
        ByteBuffer start = ByteBuffer.wrap(bytes);
        int marker = start.getShort() & 0xFFFF;
        if (marker != MARKER) {
            throw new MalformedRecordException(
                    ("Cannot decode %s: it begins with %04X, neither C301 (Avro single-object"
                                    + " encoding) nor 00 (schema registry).")
                            .formatted(name, marker));
        }
        long fingerprint = start.order(ByteOrder.LITTLE_ENDIAN).getLong();
        SpecificDatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new UnknownWriterException(
                    "Cannot decode %s: unknown schema fingerprint %016X."
                            .formatted(name, fingerprint));
        }
        return decode(bytes, HEADER_BYTES, reader);
    }

    private void requireLength(byte[] bytes, int header) throws MalformedRecordException {
        if (bytes.length < header) {
            throw new MalformedRecordException(
                    "Cannot decode %s: %d bytes are too few.".formatted(name, bytes.length));
        }
    }

    private SpecificDatumReader<T> reader(int id) throws MalformedRecordException, IOException {
        SpecificDatumReader<T> known = readersById.get(id);
        if (known != null) {
            return known;
        }
        if (registry.isEmpty()) {
            throw new MalformedRecordException(
                    "Cannot decode %s: it names schema %d of a schema registry, and none is set."
                            .formatted(name, id));
        }
        try {
            Schema written = registry.get().schema(id);
            SpecificDatumReader<T> reader = new SpecificDatumReader<>(written, schema, data);
            readersById.put(id, reader);
            return reader;
        } catch (UnknownSchemaException e) {
            throw new MalformedRecordException(
                    "Cannot decode %s: %s.".formatted(name, e.getMessage()), e);
        }
    }

    private T decode(byte[] bytes, int offset, SpecificDatumReader<T> reader)
            throws MalformedRecordException {
        BoundedDecoder decoder = new BoundedDecoder(bytes, offset);
        T record = read(reader, decoder);
        if (decoder.remaining() > 0) {
            throw new MalformedRecordException(
                    "Cannot decode %s: %d bytes follow the record."
                            .formatted(name, decoder.remaining()));
        }
        return record;
    }

    // Avro reports malformed input with various runtime exceptions.
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
