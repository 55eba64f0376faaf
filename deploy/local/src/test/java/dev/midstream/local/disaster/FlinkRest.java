package dev.midstream.local.disaster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Flink's HTTP interface. Every call fails with an {@link IOException} while it is down. */
final class FlinkRest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String address;

    FlinkRest(String address) {
        this.address = address;
    }

    /** Returns the state of a job; empty if it is not known. */
    String state(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    /** Returns when the latest completed checkpoint was triggered, in milliseconds; 0 for none. */
    long checkpointed(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints")
                .at("/latest/completed/trigger_timestamp")
                .asLong();
    }

    /** Begins to stop a job with a savepoint and returns the request's id. */
    String stop(String job, String directory) throws IOException, InterruptedException {
        String body =
                mapper.createObjectNode()
                        .put("targetDirectory", directory)
                        .put("drain", false)
                        .toString();
        return send(request("/jobs/" + job + "/stop")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .path("request-id")
                .asText();
    }

    /** Returns how a stop goes: its status, and the savepoint's location or why it failed. */
    JsonNode stopped(String job, String request) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/savepoints/" + request);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return mapper.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    }
}
