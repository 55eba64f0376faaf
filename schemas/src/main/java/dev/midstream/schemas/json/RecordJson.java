package dev.midstream.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro records as plain JSON. Unlike in Avro's own JSON encoding, the value of an optional field is
 * not wrapped in its type ({@code {"double": 0.5}}).
 *
 * @param <T> the generated record class
 */
public final class RecordJson<T extends SpecificRecord> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SpecificData data;
    private final Schema schema;

    private RecordJson(Class<T> type) {
        this.data = SpecificData.getForClass(type);
        this.schema = data.getSchema(type);
    }

    /** The JSON form of {@code type}. */
    public static <T extends SpecificRecord> RecordJson<T> of(Class<T> type) {
        return new RecordJson<>(type);
    }

    /** The JSON object of {@code record}. */
    public JsonNode write(T record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(schema, bytes);
            new SpecificDatumWriter<T>(schema, data).write(record, encoder);
            encoder.flush();
            return walk(
                    schema,
                    MAPPER.readTree(bytes.toByteArray()),
                    (type, value, walk) -> walk.apply(value.get(type)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + schema.getName() + ".", e);
        }
    }

    /**
     * The record of a JSON object. Missing fields have their default, and unknown fields are
     * ignored.
     *
     * @throws IOException if the object is not such a record
     */
    @SuppressWarnings("NullAway") // Avro is not annotated: there is no record to reuse.
    public T read(JsonNode json) throws IOException {
        try {
            String wrapped =
                    walk(
                                    schema,
                                    json,
                                    (type, value, walk) ->
                                            JsonNodeFactory.instance
                                                    .objectNode()
                                                    .set(type, walk.apply(value)))
                            .toString();
            return new SpecificDatumReader<T>(schema, schema, data)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, wrapped));
        } catch (AvroRuntimeException | ClassCastException e) {
            throw new IOException(
                    "Cannot read %s: %s.".formatted(schema.getName(), e.getMessage()), e);
        }
    }

    /**
     * Rebuilds {@code json} as described by {@code schema}, and converts each non-null optional
     * value with {@code optional}.
     */
    private static JsonNode walk(Schema schema, JsonNode json, OptionalValue optional) {
        return switch (schema.getType()) {
            case RECORD -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Schema.Field field : schema.getFields()) {
                    JsonNode value = json.get(field.name());
                    if (value == null) {
                        value = missing(schema, field);
                    }
                    object.set(field.name(), walk(field.schema(), value, optional));
                }
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (JsonNode item : json) {
                    array.add(walk(schema.getElementType(), item, optional));
                }
                yield array;
            }
            case MAP -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> entry : json.properties()) {
                    object.set(
                            entry.getKey(),
                            walk(schema.getValueType(), entry.getValue(), optional));
                }
                yield object;
            }
            case UNION -> {
                if (json.isNull()) {
                    yield json;
                }
                Schema present = present(schema);
                yield optional.rebuild(
                        present.getFullName(), json, value -> walk(present, value, optional));
            }
            default -> json;
        };
    }

    private static JsonNode missing(Schema record, Schema.Field field) {
        if (!field.hasDefaultValue()) {
            throw new AvroRuntimeException(
                    "the field " + field.name() + " of " + record.getName() + " is missing");
        }
        Object value = field.defaultVal();
        return value.equals(JsonProperties.NULL_VALUE)
                ? JsonNodeFactory.instance.nullNode()
                : MAPPER.valueToTree(value);
    }

    /** The other branch of an optional field's union with null. */
    private static Schema present(Schema union) {
        for (Schema branch : union.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                return branch;
            }
        }
        throw new AvroRuntimeException("a union of null alone");
    }

    /** Converts a non-null value of an optional field. */
    private interface OptionalValue {
        JsonNode rebuild(String type, JsonNode value, UnaryOperator<JsonNode> walk);
    }
}
