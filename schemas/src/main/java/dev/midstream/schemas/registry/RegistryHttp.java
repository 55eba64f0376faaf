package dev.midstream.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** HTTP requests to a schema registry, retried while it is unreachable or busy. Thread-safe. */
final class RegistryHttp {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistrySettings settings;
    private final HttpClient client;

    RegistryHttp(RegistrySettings settings) {
        this.settings = settings;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(settings.timeout())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
    }

    /**
     * A response of the registry.
     *
     * @param status HTTP status
     * @param body the JSON object in the body; empty if there is none
     */
    record Answer(int status, JsonNode body) {
        /** The registry's error code, such as 40403; the HTTP status if there is none. */
        int errorCode() {
            return body.path("error_code").asInt(status);
        }

        /** The registry's error message, in one line. */
        String message() {
            String words = body.path("message").asText("");
            return words.isBlank() ? "HTTP status " + status : words.strip().replace('\n', ' ');
        }
    }

    Answer get(String path) throws IOException {
        return ask(request(path).GET().build());
    }

    Answer post(String path, JsonNode body) throws IOException {
        return ask(
                request(path)
                        .header("Content-Type", MEDIA_TYPE)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path))
                        .timeout(settings.timeout())
                        .header("Accept", MEDIA_TYPE + ", application/json");
        if (!settings.userInfo().isEmpty()) {
            String credentials =
                    Base64.getEncoder().encodeToString(settings.userInfo().getBytes(UTF_8));
            request.header("Authorization", "Basic " + credentials);
        }
        return request;
    }

    private Answer ask(HttpRequest request) throws IOException {
        Duration pause = settings.pause();
        for (int attempt = 1; ; attempt++) {
            IOException failure;
            try {
                HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
                if (!busy(response.statusCode())) {
                    return answer(response);
                }
                failure = new IOException(answer(response).message());
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (IOException e) {
                failure = e;
            }
            if (attempt == settings.attempts()) {
                throw new IOException(
                        "Cannot reach the schema registry %s: %s. Is it running?"
                                .formatted(settings, reason(failure)),
                        failure);
            }
            rest(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** Whether a retry may succeed. */
    private static boolean busy(int status) {
        return status >= 500 || status == 429 || status == 408;
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            // Possibly the HTML page of a proxy: the status is enough.
            body = JSON.createObjectNode();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read bytes in memory.", e);
        }
        return new Answer(response.statusCode(), body.isObject() ? body : JSON.createObjectNode());
    }

    private static String reason(IOException failure) {
        if (failure instanceof ConnectException) {
            return "no connection";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static void rest(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interruption =
                new InterruptedIOException("Interrupted while asking the schema registry.");
        interruption.initCause(cause);
        return interruption;
    }
}
