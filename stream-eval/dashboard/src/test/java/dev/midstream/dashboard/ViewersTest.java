package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.LabelKind;
import dev.midstream.RobustnessMetric;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many viewers at once, and viewers that misbehave. */
class ViewersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int VIEWERS = 200;

    @TempDir Path directory;
    private MetricsTopic topic;
    private Dashboard dashboard;
    private HttpReader reader;

    @BeforeEach
    void start() throws Exception {
        topic = MetricsTopic.start(directory).create();
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
    }

    @AfterEach
    void stop() {
        dashboard.close();
        topic.close();
    }

    @Test
    void stream_twoHundredViewersAndSomeThatNeverRead_allSeeTheLastChange() throws Exception {
        List<RobustnessMetric> grid =
                MetricSamples.grid(
                        List.of("midpoint", "endpoint-0"),
                        MetricSamples.CORRUPTIONS,
                        LabelKind.TRUE,
                        50);
        topic.send(grid);
        await().atMost(PATIENCE).until(() -> reader.items("/api/v1/metrics").size() == grid.size());
        List<Socket> open = new ArrayList<>();
        AtomicInteger told = new AtomicInteger();
        try {
            for (int i = 0; i < 10; i++) {
                Socket stuck = connect(dashboard.address());
                stuck.setReceiveBufferSize(1024);
                open.add(stuck);
            }
            for (int i = 0; i < VIEWERS; i++) {
                Socket viewer = connect(dashboard.address());
                open.add(viewer);
                Thread thread = new Thread(() -> readUntilLast(viewer, told));
                thread.setDaemon(true);
                thread.start();
            }
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    reader.json("/api/v1/status").get("viewers").asInt()
                                            == VIEWERS + 10);
            topic.send(List.of(MetricSamples.metric("last", "snow", 5)));
            await().atMost(PATIENCE).until(() -> told.get() == VIEWERS);
            assertThat(reader.get("/api/v1/summary").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().atMost(PATIENCE)
                .until(() -> reader.json("/api/v1/status").get("viewers").asInt() == 0);
    }

    private static Socket connect(URI address) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream()
                .write(
                        ("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Accept: text/event-stream\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    // Bytes, not lines: what matters is that they come, and a test has but two cores.
    private static void readUntilLast(Socket socket, AtomicInteger told) {
        byte[] buffer = new byte[16 * 1024];
        String tail = "";
        try {
            int read = socket.getInputStream().read(buffer);
            while (read > 0) {
                String text = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (text.contains("\"pointId\":\"last\"")) {
                    told.incrementAndGet();
                    return;
                }
                tail = text.substring(Math.max(0, text.length() - 32));
                read = socket.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // Closed with the test.
            return;
        }
    }

    @Test
    void dashboard_startedAnew_hasTheSameFigures() throws Exception {
        List<RobustnessMetric> grid =
                MetricSamples.grid(
                        List.of("midpoint", "endpoint-0"),
                        MetricSamples.CORRUPTIONS,
                        LabelKind.TRUE,
                        50);
        topic.send(grid);
        await().atMost(PATIENCE).until(() -> reader.items("/api/v1/metrics").size() == grid.size());
        String before = reader.get("/api/v1/metrics").body();
        String summaries = reader.get("/api/v1/summary").body();
        dashboard.close();
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
        await().atMost(PATIENCE).until(() -> reader.items("/api/v1/metrics").size() == grid.size());
        assertThat(reader.get("/api/v1/metrics").body()).isEqualTo(before);
        assertThat(reader.get("/api/v1/summary").body()).isEqualTo(summaries);
    }
}
