package dev.midstream.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.Label;
import dev.midstream.TestImage;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wire format with a registry that others wrote: Apicurio, in a process of its own. The Maven
 * profile {@code registry} fetches it; without, this is skipped.
 */
class ApicurioIT {
    @TempDir private static Path directory;
    private static Process server;
    private static RegistrySettings settings;

    @BeforeAll
    static void start() throws Exception {
        String home = System.getProperty("midstream.apicurio", "");
        if (home.isEmpty()) {
            String reason = "Apicurio is fetched by the Maven profile registry";
            System.out.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
        int port = freePort();
        server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx400m",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                "-jar",
                                runner(Path.of(home)).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log.txt").toFile())
                        .start();
        // Asked again until it has started.
        settings =
                RegistrySettings.of("http://127.0.0.1:" + port + "/apis/ccompat/v7")
                        .retrying(10, Duration.ofMillis(250));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void decode_whatWritersOfSeveralVersionsRegistered_isRead() throws Exception {
        WireFormat format = WireFormat.registry(settings);
        AvroWire<TestImage> writer = format.writer(TestImage.class, "images");
        byte[] bytes = writer.encode(Records.image());
        AvroWire<TestImage> reader = format.reader(TestImage.class);

        assertThat(format.writer(TestImage.class, "images").encode(Records.image()))
                .isEqualTo(bytes);
        assertThat(reader.decode(bytes)).isEqualTo(Records.image());
        for (Schema schema : new Schema[] {Records.without("trueLabel"), Records.withCamera()}) {
            int id =
                    new SchemaRegistry(settings)
                            .register("images-" + schema.getFields().size(), schema);
            byte[] body = Records.body(schema, Records.image());
            byte[] record =
                    ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
            assertThat(reader.decode(record)).isEqualTo(Records.image());
        }
    }

    @Test
    void decode_idThatItDoesNotKnow_isMalformed() {
        byte[] bytes = {0, 0, 1, 0, 0, 7};

        assertThatThrownBy(() -> WireFormat.registry(settings).reader(Label.class).decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("Cannot decode Label: schema 65536 is unknown to %s.", settings);
    }

    private static Path runner(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
