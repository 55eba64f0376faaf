package dev.midstream.dashboard.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a Flink cluster's REST interface about its jobs, their checkpoints and late labels. */
final class FlinkRest {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_JOBS = 10;

    /** The operator that awaits labels, as the job names it. */
    private static final String LABEL_JOIN = "Label join";

    /**
     * Its metrics, as Flink's REST interface names them, in the order of {@link LateLabelsView}.
     */
    private static final List<String> LABEL_METRICS =
            List.of(
                    "Label_join.midstream_images_waiting_for_label",
                    "Label_join.midstream_images_matched_with_label_total",
                    "Label_join.midstream_images_without_label_total",
                    "Label_join.midstream_images_not_waiting_total",
                    "Label_join.midstream_labels_without_image_total");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
    private final URI url;

    /** A client of the cluster at {@code url}, such as {@code http://localhost:8081}. */
    FlinkRest(URI url) {
        String text = url.toString();
        this.url = text.endsWith("/") ? url : URI.create(text + "/");
    }

    /** The present jobs; a view with a problem if the cluster does not answer. */
    FlinkView look() throws InterruptedException {
        try {
            List<FlinkJobView> jobs = new ArrayList<>();
            for (JsonNode job : latest(get("jobs/overview").path("jobs"))) {
                String path = "jobs/" + job.path("jid").asText();
                String state = job.path("state").asText();
                @Nullable LateLabelsView labels = state.equals("RUNNING") ? lateLabels(path) : null;
                // Flink answers with an error for a job that is being initialised.
                JsonNode checkpoints =
                        state.equals("INITIALIZING")
                                ? MissingNode.getInstance()
                                : get(path + "/checkpoints");
                jobs.add(view(job, checkpoints, labels));
            }
            return new FlinkView(url.toString(), jobs, null);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            return new FlinkView(url.toString(), List.of(), "Flink does not answer: " + reason);
        }
    }

    private static List<JsonNode> latest(JsonNode jobs) {
        List<JsonNode> sorted = new ArrayList<>();
        jobs.forEach(sorted::add);
        sorted.sort(
                Comparator.comparing((JsonNode job) -> job.path("start-time").asLong()).reversed());
        return sorted.subList(0, Math.min(MAX_JOBS, sorted.size()));
    }

    private static FlinkJobView view(
            JsonNode job, JsonNode checkpoints, @Nullable LateLabelsView lateLabels) {
        return new FlinkJobView(
                job.path("jid").asText(),
                job.path("name").asText(),
                job.path("state").asText(),
                Instant.ofEpochMilli(job.path("start-time").asLong()),
                view(checkpoints),
                lateLabels);
    }

    private static CheckpointsView view(JsonNode checkpoints) {
        JsonNode latest = checkpoints.path("latest");
        JsonNode completed = latest.path("completed");
        boolean any = completed.hasNonNull("latest_ack_timestamp");
        return new CheckpointsView(
                checkpoints.path("counts").path("completed").asLong(),
                checkpoints.path("counts").path("failed").asLong(),
                latest.path("failed").path("id").asLong() > completed.path("id").asLong(),
                any ? Instant.ofEpochMilli(completed.get("latest_ack_timestamp").asLong()) : null,
                any ? (Long) completed.path("end_to_end_duration").asLong() : null);
    }

    private @Nullable LateLabelsView lateLabels(String job)
            throws IOException, InterruptedException {
        for (JsonNode vertex : get(job).path("vertices")) {
            if (vertex.path("name").asText().contains(LABEL_JOIN)) {
                String path = job + "/vertices/" + vertex.path("id").asText();
                return lateLabels(
                        get(
                                path
                                        + "/subtasks/metrics?agg=sum&get="
                                        + String.join(",", LABEL_METRICS)));
            }
        }
        return null;
    }

    /** Null if Flink has not collected the metrics yet. */
    private static @Nullable LateLabelsView lateLabels(JsonNode sums) {
        Map<String, Long> byName = new HashMap<>();
        for (JsonNode sum : sums) {
            byName.put(sum.path("id").asText(), sum.path("sum").asLong());
        }
        if (!byName.keySet().containsAll(LABEL_METRICS)) {
            return null;
        }
        List<Long> values = LABEL_METRICS.stream().map(byName::get).toList();
        return new LateLabelsView(
                values.get(0), values.get(1), values.get(2), values.get(3), values.get(4));
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
