package dev.midstream.embedded;

import dev.midstream.TestImage;
import dev.midstream.schemas.wire.SchemaHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;

/** The schema that a later version has of test images: the current one with one more field. */
final class LaterSchema {
    /** Marker and fingerprint of the single-object encoding. */
    private static final int HEADER_BYTES = 10;

    private final List<Schema> known = SchemaHistory.of(TestImage.class.getSimpleName());
    private final Schema later;

    LaterSchema() {
        Schema current = known.get(known.size() - 1);
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields()
                .forEach(
                        field ->
                                fields.add(
                                        new Schema.Field(
                                                field.name(),
                                                field.schema(),
                                                field.doc(),
                                                field.defaultVal())));
        fields.add(new Schema.Field("camera", Schema.create(Schema.Type.STRING), null, "left"));
        later = Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
    }

    /** The same image as a publisher of the later version writes it. */
    byte[] encode(byte[] image) throws IOException {
        Schema current = known.get(known.size() - 1);
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(image, HEADER_BYTES, image.length - HEADER_BYTES, null);
        GenericRecord generic =
                new GenericDatumReader<GenericRecord>(current, later).read(null, decoder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(new GenericData(), later).encode(generic, bytes);
        return bytes.toByteArray();
    }

    /** Writes the jar of the job as it is after its upgrade, which knows the schema. */
    void upgrade(Path jar, Path upgraded) throws IOException {
        Files.copy(jar, upgraded);
        try (FileSystem files =
                FileSystems.newFileSystem(URI.create("jar:" + upgraded.toUri()), Map.of())) {
            Path schemas = files.getPath("dev/midstream/schemas/history");
            Files.writeString(
                    schemas.resolve("TestImage-" + (known.size() + 1) + ".avsc"), later.toString());
        }
    }
}
