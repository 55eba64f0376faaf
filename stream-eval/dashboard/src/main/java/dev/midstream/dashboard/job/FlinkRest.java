package dev.midstream.dashboard.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a Flink cluster's REST interface about its jobs and their checkpoints. */
final class FlinkRest {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_JOBS = 10;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
    private final URI url;

    /** Of the cluster at {@code url}, for instance {@code http://localhost:8081}. */
    FlinkRest(URI url) {
        String text = url.toString();
        this.url = text.endsWith("/") ? url : URI.create(text + "/");
    }

    /** The jobs now; a view with its problem if the cluster does not tell. */
    FlinkView look() throws InterruptedException {
        try {
            List<FlinkJobView> jobs = new ArrayList<>();
            for (JsonNode job : latest(get("jobs/overview").path("jobs"))) {
                jobs.add(view(job, get("jobs/" + job.path("jid").asText() + "/checkpoints")));
            }
            return new FlinkView(url.toString(), jobs, null);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            return new FlinkView(url.toString(), List.of(), "Flink does not tell: " + reason);
        }
    }

    private static List<JsonNode> latest(JsonNode jobs) {
        List<JsonNode> sorted = new ArrayList<>();
        jobs.forEach(sorted::add);
        sorted.sort(
                Comparator.comparing((JsonNode job) -> job.path("start-time").asLong()).reversed());
        return sorted.subList(0, Math.min(MOST_JOBS, sorted.size()));
    }

    private static FlinkJobView view(JsonNode job, JsonNode checkpoints) {
        JsonNode completed = checkpoints.path("latest").path("completed");
        boolean any = completed.hasNonNull("latest_ack_timestamp");
        @Nullable Instant at =
                any ? Instant.ofEpochMilli(completed.get("latest_ack_timestamp").asLong()) : null;
        return new FlinkJobView(
                job.path("jid").asText(),
                job.path("name").asText(),
                job.path("state").asText(),
                Instant.ofEpochMilli(job.path("start-time").asLong()),
                checkpoints.path("counts").path("completed").asLong(),
                checkpoints.path("counts").path("failed").asLong(),
                at,
                any ? (Long) completed.path("end_to_end_duration").asLong() : null);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_TIMEOUT).build();
        HttpResponse<byte[]> response =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("%s answers %d".formatted(path, response.statusCode()));
        }
        return MAPPER.readTree(response.body());
    }
}
