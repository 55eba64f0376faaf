package dev.midstream.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.midstream.schemas.registry.RegistryHttp.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A client of a schema registry with Confluent's HTTP interface (Confluent Schema Registry,
 * Apicurio, Karapace, Redpanda). It registers schemas and looks up schemas by id.
 *
 * <p>The schema of an id never changes, so it is requested once. An unknown id is requested again
 * after {@link #UNKNOWN_FOR}, since it may have been registered since. Thread-safe.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">The
 *     interface</a>
 */
public final class SchemaRegistry {
    /** How long an unknown id is not requested again. */
    public static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

    private static final int NO_SUCH_SCHEMA = 40403;
    // Bounds the memory that records with invented ids can take.
    private static final int UNKNOWN_KEPT = 1000;

    private record Unknown(String reason, Instant until) {}

    private final RegistrySettings settings;
    private final Clock clock;
    private final RegistryHttp http;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Unknown> unknown = new ConcurrentHashMap<>();

    /** A client of a registry, which sends no request yet. */
    public SchemaRegistry(RegistrySettings settings) {
        this(settings, Clock.systemUTC());
    }

    SchemaRegistry(RegistrySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = new RegistryHttp(settings);
    }

    /**
     * The id of {@code schema} under {@code subject}, where it is registered if it is not yet.
     *
     * @throws IOException if the registry cannot be reached or rejects the schema
     */
    public int register(String subject, Schema schema) throws IOException {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
        Answer answer = http.post("/subjects/" + encoded(subject) + "/versions", body);
        JsonNode id = answer.body().path("id");
        if (answer.status() != 200 || !id.isInt()) {
            throw new IOException(
                    "Cannot register %s under %s with the schema registry %s: %s."
                            .formatted(
                                    schema.getName(),
                                    subject,
                                    settings,
                                    answer.status() == 200 ? "its answer has no id" : why(answer)));
        }
        schemas.put(id.asInt(), schema);
        return id.asInt();
    }

    /**
     * The schema with an id.
     *
     * @throws UnknownSchemaException if the registry has no Avro schema with that id
     * @throws IOException if the registry cannot be reached or does not answer; a later call may
     *     succeed
     */
    public Schema schema(int id) throws IOException, UnknownSchemaException {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Unknown refused = unknown.get(id);
        if (refused != null && clock.instant().isBefore(refused.until())) {
            throw new UnknownSchemaException(refused.reason());
        }
        Answer answer = http.get("/schemas/ids/" + id);
        // A wrong path is a 404 too, but that is an error in the settings, not in the record.
        if (answer.errorCode() == NO_SUCH_SCHEMA) {
            throw remembered(id, "schema %d is unknown to %s".formatted(id, settings));
        }
        JsonNode text = answer.body().path("schema");
        if (answer.status() != 200 || !text.isTextual()) {
            throw new IOException(
                    "Cannot read schema %d from the schema registry %s: %s."
                            .formatted(
                                    id,
                                    settings,
                                    answer.status() == 200
                                            ? "its answer has no schema"
                                            : why(answer)));
        }
        Schema schema = parsed(id, answer.body(), text.asText());
        schemas.put(id, schema);
        return schema;
    }

    private Schema parsed(int id, JsonNode body, String text) throws UnknownSchemaException {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw remembered(id, "schema %d of %s is %s, not AVRO".formatted(id, settings, type));
        }
        try {
            return new Schema.Parser().parse(text);
        } catch (RuntimeException e) {
            // Avro reports invalid schemas with various runtime exceptions.
            throw remembered(id, "schema %d of %s is not valid by itself".formatted(id, settings));
        }
    }

    private UnknownSchemaException remembered(int id, String reason) {
        if (unknown.size() >= UNKNOWN_KEPT) {
            unknown.clear();
        }
        unknown.put(id, new Unknown(reason, clock.instant().plus(UNKNOWN_FOR)));
        return new UnknownSchemaException(reason);
    }

    private static String why(Answer answer) {
        return switch (answer.status()) {
            case 401, 403 -> "it requires a user with permission (" + answer.message() + ")";
            case 404 -> "there is no such interface at this URL (" + answer.message() + ")";
            case 409 -> "the subject has an incompatible schema (" + answer.message() + ")";
            default -> answer.message();
        };
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    }
}
