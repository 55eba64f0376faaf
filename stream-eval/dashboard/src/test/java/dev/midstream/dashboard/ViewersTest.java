package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midstream.LabelKind;
import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many viewers at once, and viewers that misbehave. */
@ExtendWith(SharedBroker.class)
class ViewersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int VIEWERS = 200;

    private MetricsTopic topic;
    private Dashboard dashboard;
    private HttpReader reader;

    @BeforeEach
    void start(EmbeddedBroker broker) throws Exception {
        topic = MetricsTopic.on(broker).create();
        dashboard = Dashboard.start(topic.configuration());
        reader = new HttpReader(dashboard.address());
    }

    @AfterEach
    void stop() {
        dashboard.close();
        topic.close();
    }

    @Test
    void stream_twoHundredViewers_allSeeTheLastChange() throws Exception {
        send(grid(1));
        AtomicInteger told = new AtomicInteger();
        try (Viewers open = new Viewers()) {
            for (int i = 0; i < VIEWERS; i++) {
                Socket viewer = open.add(connect());
                Thread thread = new Thread(() -> readUntilLast(viewer, told));
                thread.setDaemon(true);
                thread.start();
            }
            awaitViewers(VIEWERS);
            topic.send(List.of(MetricSamples.metric("last", "snow", 5)));
            await().atMost(PATIENCE).until(() -> told.get() == VIEWERS);
            assertThat(reader.get("/api/v1/summary").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void stream_besideViewersThatNeverRead_isNotHeldUp() throws Exception {
        List<RobustnessMetric> grid = grid(100);
        send(grid);
        AtomicInteger told = new AtomicInteger();
        try (Viewers open = new Viewers()) {
            for (int i = 0; i < 10; i++) {
                open.add(connect());
            }
            Socket viewer = open.add(connect());
            Thread thread = new Thread(() -> readUntilLast(viewer, told));
            thread.setDaemon(true);
            thread.start();
            awaitViewers(11);
            // The sockets' buffers hold 4 MB; a round is 2 MB of events.
            assertThat(reader.get("/api/v1/metrics?limit=5000").body().length())
                    .isGreaterThan(2_000_000);
            for (int round = 1; round <= 4; round++) {
                Instant at = MetricSamples.NOON.plusSeconds(round);
                for (RobustnessMetric metric : grid) {
                    metric.put("updatedAt", at);
                }
                send(grid);
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        reader.items("/api/v1/metrics?pointId=point-0&severity=0")
                                                .get(0)
                                                .get("updatedAt")
                                                .asText()
                                                .equals(at.toString()));
            }
            topic.send(List.of(MetricSamples.metric("last", "snow", 5)));
            await().atMost(PATIENCE).until(() -> told.get() == 1);
            assertThat(reader.get("/api/v1/summary").statusCode()).isEqualTo(200);
        }
    }

    private static List<RobustnessMetric> grid(int points) {
        return MetricSamples.grid(
                IntStream.range(0, points).mapToObj(i -> "point-" + i).toList(),
                MetricSamples.CORRUPTIONS,
                LabelKind.TRUE,
                50);
    }

    private void send(List<RobustnessMetric> grid) throws Exception {
        topic.send(grid);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                reader.json("/api/v1/metrics?limit=1").get("total").asInt()
                                        == grid.size());
    }

    private void awaitViewers(int count) {
        await().atMost(PATIENCE)
                .until(() -> reader.json("/api/v1/status").get("viewers").asInt() == count);
    }

    /** Connections that are closed together. */
    private static final class Viewers implements AutoCloseable {
        private final List<Socket> open = new ArrayList<>();

        Socket add(Socket socket) {
            open.add(socket);
            return socket;
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(dashboard.address().getHost(), dashboard.address().getPort());
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
}
