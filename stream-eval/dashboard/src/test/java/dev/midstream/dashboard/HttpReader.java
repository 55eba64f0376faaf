package dev.midstream.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A reader of a dashboard's HTTP interface. */
public final class HttpReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** One server-sent event. */
    public record Event(String name, JsonNode data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    public HttpReader(URI address) {
        this.address = address;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The items of a list, all of them if they fit on one page. */
    public JsonNode items(String path) throws IOException, InterruptedException {
        return json(path).get("items");
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return MAPPER.readTree(get(path).body());
    }

    /** Events as they come; the list grows until the dashboard is closed. */
    public List<Event> events() {
        return events("");
    }

    /** The same, of a query. */
    public List<Event> events(String query) {
        List<Event> events = new CopyOnWriteArrayList<>();
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve("/api/v1/stream" + query))
                        .header("Accept", "text/event-stream")
                        .build();
        CompletableFuture<Void> reading =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                        .thenAcceptAsync(response -> collect(response.body(), events));
        reading.exceptionally(failure -> null);
        return events;
    }

    private static void collect(Stream<String> lines, List<Event> events) {
        StringBuilder name = new StringBuilder();
        lines.forEach(
                line -> {
                    if (line.startsWith("event: ")) {
                        name.setLength(0);
                        name.append(line.substring("event: ".length()));
                    } else if (line.startsWith("data: ")) {
                        events.add(
                                new Event(
                                        name.toString(), read(line.substring("data: ".length()))));
                    }
                });
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
