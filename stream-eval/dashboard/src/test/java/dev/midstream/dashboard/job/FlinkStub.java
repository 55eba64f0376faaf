package dev.midstream.dashboard.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Answers as the REST interface of a Flink 2.2 does that runs a job with late labels and had
 * another; fields that are not read are left out.
 */
public final class FlinkStub implements AutoCloseable {
    private static final String JOBS =
            """
            {"jobs":[{"jid":"a1","name":"old","state":"CANCELED","start-time":1000},
            {"jid":"b2","name":"stream-eval","state":"%s","start-time":2000}]}
            """;

    private static final String JOB =
            """
            {"jid":"b2","vertices":[{"id":"v1","name":"Source: Images -> Intake"},
            {"id":"v2","name":"Label join -> Local sums of joined"}]}
            """;

    private static final String LABELS =
            """
            [{"id":"Label_join.midstream_images_matched_with_label_total","sum":12.0},
            {"id":"Label_join.midstream_images_waiting_for_label","sum":3.0},
            {"id":"Label_join.midstream_images_without_label_total","sum":2.0},
            {"id":"Label_join.midstream_images_not_waiting_total","sum":1.0},
            {"id":"Label_join.midstream_labels_without_image_total","sum":4.0}]
            """;

    private static final String CHECKPOINTS =
            """
            {"counts":{"restored":0,"total":8,"in_progress":0,"completed":7,"failed":1},
            "latest":{"completed":{"id":7,"status":"COMPLETED","latest_ack_timestamp":%d,
            "end_to_end_duration":42},"savepoint":null,"failed":{"id":%d,"status":"FAILED"},
            "restored":null}}
            """;

    private static final String INITIALIZING = "INITIALIZING";

    // Numbers of a checkpoint before and after the one that is completed.
    private static final int EARLIER = 1;
    private static final int LATER = 8;

    private final HttpServer server;
    private volatile Instant checkpointAt;
    private volatile String state = "RUNNING";
    private volatile int failedCheckpoint = EARLIER;

    private FlinkStub(HttpServer server, Instant checkpointAt) {
        this.server = server;
        this.checkpointAt = checkpointAt;
    }

    /** Of a running job whose latest checkpoint was completed at {@code checkpointAt}. */
    public static FlinkStub start(Instant checkpointAt) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FlinkStub stub = new FlinkStub(server, checkpointAt);
        server.createContext("/", stub::answer);
        server.start();
        return stub;
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The job completes another checkpoint. */
    public void completeCheckpoint(Instant at) {
        checkpointAt = at;
        failedCheckpoint = EARLIER;
    }

    /** The job's latest checkpoint fails. */
    public void failCheckpoint() {
        failedCheckpoint = LATER;
    }

    /** The job is being initialised: requests for its checkpoints fail. */
    public void initializeJob() {
        state = INITIALIZING;
    }

    /** The job ends. */
    public void finishJob() {
        state = "FINISHED";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean refused = path.equals("/jobs/b2/checkpoints") && state.equals(INITIALIZING);
        byte[] bytes = json(path).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 500 : 200, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private String json(String path) {
        return switch (path) {
            case "/jobs/overview" -> JOBS.formatted(state);
            case "/jobs/b2" -> JOB;
            case "/jobs/b2/vertices/v2/subtasks/metrics" -> LABELS;
            case "/jobs/b2/checkpoints" ->
                    CHECKPOINTS.formatted(checkpointAt.toEpochMilli(), failedCheckpoint);
            default -> "{}";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
