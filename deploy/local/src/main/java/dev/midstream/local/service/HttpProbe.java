package dev.midstream.local.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Checks services by HTTP. */
public final class HttpProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final ObjectMapper mapper = new ObjectMapper();

    /** Whether the address answers with status 200. */
    public boolean answers(String address) throws IOException, InterruptedException {
        return get(address).statusCode() == OK;
    }

    /** The JSON document at an address. */
    public JsonNode json(String address) throws IOException, InterruptedException {
        return mapper.readTree(get(address).body());
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
