package dev.midstream.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The Docker engine that the tests use: that of {@code DOCKER_HOST}, or of the usual socket.
 *
 * <p>The system property {@value #MODE} says what happens where there is none, or where an image is
 * missing: {@code auto} skips the tests, {@code required} fails them; {@code off} skips them in any
 * case.
 */
final class DockerEngine {
    private static final String MODE = "midstream.containers";
    private static final String USUAL = "unix:///var/run/docker.sock";

    private DockerEngine() {}

    /** Skips or fails the test unless there is an engine, which Testcontainers then talks to. */
    static void require() {
        if (mode().equals("off")) {
            Assumptions.abort("Containers are off (-D" + MODE + "=off)");
        }
        try {
            // Testcontainers asks for a version that old engines do not have, or new ones no more.
            System.setProperty("api.version", version());
        } catch (IOException | RuntimeException e) {
            missing("no Docker engine answers at " + host() + " (" + e.getMessage() + ")");
        }
    }

    /** Skips or fails the test, for something that it needs is missing. */
    static void missing(String what) {
        if (mode().equals("required")) {
            throw new AssertionError("Cannot test containers: " + what);
        }
        System.out.println("Skipped: " + what + ".");
        Assumptions.abort(what);
    }

    private static String mode() {
        return System.getProperty(MODE, "auto");
    }

    private static String host() {
        String configured = System.getenv("DOCKER_HOST");
        return configured == null || configured.isEmpty() ? USUAL : configured;
    }

    private static String version() throws IOException {
        URI host = URI.create(host());
        if (!"unix".equals(host.getScheme())) {
            throw new IOException("only unix:// is supported");
        }
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(Path.of(host.getPath())))) {
            channel.write(
                    ByteBuffer.wrap(
                            "GET /version HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(UTF_8)));
            String answer = all(channel);
            JsonNode version =
                    new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            return version.path("ApiVersion").asText();
        }
    }

    private static String all(SocketChannel channel) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            answer.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return answer.toString(UTF_8);
    }
}
