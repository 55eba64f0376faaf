package dev.midstream.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;

/** The JSON form of records; instants are ISO-8601 texts in UTC. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule().addSerializer(Instant.class, new InstantText()));

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON: " + e.getMessage(), e);
        }
    }

    private static final class InstantText extends JsonSerializer<Instant> {
        @Override
        public void serialize(
                Instant value, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            generator.writeString(value.toString());
        }
    }
}
