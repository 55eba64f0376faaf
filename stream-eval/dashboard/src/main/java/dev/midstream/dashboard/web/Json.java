package dev.midstream.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.midstream.metrics.Estimate;
import java.io.IOException;
import java.time.Instant;

/** The JSON form of records; instants are ISO-8601 texts in UTC. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new InstantText())
                                    .addSerializer(Estimate.class, new EstimateObject()));

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

    /** Value and ends; the ends are null for figures without an interval. */
    private static final class EstimateObject extends JsonSerializer<Estimate> {
        @Override
        public void serialize(
                Estimate value, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            generator.writeStartObject();
            generator.writeNumberField("value", value.value());
            if (value.interval().isPresent()) {
                generator.writeNumberField("low", value.interval().get().low());
                generator.writeNumberField("high", value.interval().get().high());
            } else {
                generator.writeNullField("low");
                generator.writeNullField("high");
            }
            generator.writeEndObject();
        }
    }
}
