package dev.midstream.schemas.wire;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records that the tests encode. */
final class Records {
    private Records() {}

    static TestImage image() {
        return TestImage.newBuilder()
                .setRunId("run-1")
                .setImageId("test-00042")
                .setDataset("cifar10")
                .setHeight(2)
                .setWidth(2)
                .setChannels(3)
                .setEncoding(ImageEncoding.RAW_UINT8)
                .setPixels(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}))
                .setLabel(3)
                .setCorruption("snow")
                .setSeverity(5)
                .setPublishedAt(Instant.parse("2026-01-02T03:04:05.678901Z"))
                .build();
    }

    /** The schema of an image before it had that field. */
    static Schema without(String name) {
        Schema schema = TestImage.getClassSchema();
        List<Schema.Field> fields =
                schema.getFields().stream()
                        .filter(field -> !field.name().equals(name))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList();
        return Schema.createRecord(
                schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** The schema of an image that has a further field, {@code camera}. */
    static Schema withCamera() {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("TestImage").namespace("dev.midstream").fields();
        fields = fields.name("camera").type().stringType().noDefault();
        for (Schema.Field field : TestImage.getClassSchema().getFields()) {
            fields = fields.name(field.name()).type(field.schema()).noDefault();
        }
        return fields.endRecord();
    }

    /** An image as a writer of that schema sees it. */
    static GenericRecord as(Schema writer, TestImage image) {
        GenericRecord record = new GenericData.Record(writer);
        for (Schema.Field field : writer.getFields()) {
            Schema.Field current = image.getSchema().getField(field.name());
            record.put(field.name(), current == null ? "x" : image.get(current.pos()));
        }
        return record;
    }

    /** The binary form of an image by a writer of that schema, without a header. */
    static byte[] body(Schema writer, TestImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(writer, image.getSpecificData())
                .write(as(writer, image), encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
