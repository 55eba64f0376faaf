package dev.midstream.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.Label;
import dev.midstream.TestImage;
import dev.midstream.schemas.fixture.RegistryServer;
import dev.midstream.schemas.registry.RegistrySettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private RegistryServer server;
    private WireFormat format = WireFormat.singleObject();

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start();
        format = WireFormat.registry(RegistrySettings.of(server.url()).retrying(1, Duration.ZERO));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void encode_withRegistry_isZeroIdAndPlainAvro() throws Exception {
        server.add("AVRO", "\"string\"");
        byte[] bytes = format.writer(TestImage.class, "images").encode(Records.image());

        assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 2);
        GenericRecord read =
                new GenericDatumReader<GenericRecord>(server.versions("images-value").get(0))
                        .read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(read.get("imageId")).hasToString("test-00042");
    }

    @Test
    void writer_withRegistry_registersTheContractWithoutJavasProperties() throws Exception {
        AvroWire<TestImage> unused = format.writer(TestImage.class, "images");

        assertThat(unused).isNotNull();
        assertThat(server.versions("images-value").get(0).toString())
                .contains("\"doc\"")
                .doesNotContain("avro.java.string");
    }

    @Test
    void decode_bothFormats_areToldApartByTheirFirstByte() throws Exception {
        byte[] registered = format.writer(TestImage.class, "images").encode(Records.image());
        byte[] single = AvroWire.of(TestImage.class).encode(Records.image());
        AvroWire<TestImage> reader = format.reader(TestImage.class);

        assertThat(reader.decode(registered)).isEqualTo(Records.image());
        assertThat(reader.decode(single)).isEqualTo(Records.image());
        assertThat(reader.encode(Records.image())).isEqualTo(single);
    }

    @Test
    void decode_olderWriter_takesTheDefaultOfTheFieldItLacks() throws Exception {
        Schema older = Records.without("trueLabel");
        int id = server.add("AVRO", older.toString());

        TestImage read = format.reader(TestImage.class).decode(confluent(id, older));

        assertThat(read).isEqualTo(Records.image());
        assertThat(read.getTrueLabel()).isNull();
    }

    @Test
    void decode_newerWriter_ignoresTheFieldItDoesNotKnow() throws Exception {
        Schema newer = Records.withCamera();
        int id = server.add("AVRO", newer.toString());

        assertThat(format.reader(TestImage.class).decode(confluent(id, newer)))
                .isEqualTo(Records.image());
    }

    @Test
    void decode_manyRecordsOfOneWriter_askOnce() throws Exception {
        byte[] bytes = format.writer(TestImage.class, "images").encode(Records.image());
        AvroWire<TestImage> reader = format.reader(TestImage.class);

        for (int i = 0; i < 10; i++) {
            assertThat(reader.decode(bytes)).isEqualTo(Records.image());
        }

        assertThat(server.requests()).filteredOn("GET /schemas/ids/1"::equals).hasSize(1);
    }

    @Test
    void decode_recordOfAnotherKind_isMalformed() throws Exception {
        byte[] label =
                format.writer(Label.class, "labels")
                        .encode(
                                Label.newBuilder()
                                        .setRunId("run-1")
                                        .setImageId("test-00042")
                                        .setLabel(3)
                                        .setPublishedAt(Records.image().getPublishedAt())
                                        .build());

        assertThatThrownBy(() -> format.reader(TestImage.class).decode(label))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("Cannot decode TestImage: ");
    }

    @Test
    void decode_unknownId_isMalformed() {
        assertThatThrownBy(() -> format.reader(TestImage.class).decode(new byte[20]))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("Cannot decode TestImage: schema 0 is unknown to %s.", server.url());
    }

    @Test
    void decode_registryIsGone_isNoFaultOfTheRecord() throws Exception {
        byte[] bytes = format.writer(TestImage.class, "images").encode(Records.image());
        AvroWire<TestImage> reader = format.reader(TestImage.class);
        server.close();

        assertThatThrownBy(() -> reader.decode(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot reach the schema registry " + server.url());
    }

    @Test
    void decode_noRegistrySet_saysWhichSchemaItWouldNeed() throws Exception {
        byte[] bytes = format.writer(TestImage.class, "images").encode(Records.image());

        assertThatThrownBy(() -> WireFormat.singleObject().reader(TestImage.class).decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage(
                        "Cannot decode TestImage: it names schema 1 of a schema registry, and none"
                                + " is set.");
        assertThatThrownBy(() -> format.reader(TestImage.class).decode(new byte[] {0, 0, 0}))
                .hasMessage("Cannot decode TestImage: 3 bytes are too few.");
    }

    @Test
    void format_throughJavaSerialisation_isTheSame() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(format);
        WireFormat copy =
                (WireFormat)
                        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
                                .readObject();

        byte[] record = copy.writer(TestImage.class, "images").encode(Records.image());
        assertThat(copy).hasToString("registry " + server.url());
        assertThat(format.reader(TestImage.class).decode(record)).isEqualTo(Records.image());
    }

    private static byte[] confluent(int id, Schema writer) throws IOException {
        byte[] body = Records.body(writer, Records.image());
        return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
    }
}
