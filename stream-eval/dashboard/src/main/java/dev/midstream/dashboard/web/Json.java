package dev.midstream.dashboard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.midstream.metrics.Estimate;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The JSON form of records; instants are ISO-8601 texts in UTC. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new InstantText())
                                    .addSerializer(Estimate.class, new EstimateObject())
                                    .addSerializer(new OptionalValue()));

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

    /** The value, or null if there is none. */
    private static final class OptionalValue extends StdSerializer<Optional<?>> {
        private static final long serialVersionUID = 1L;

        OptionalValue() {
            super(TypeFactory.defaultInstance().constructType(Optional.class));
        }

        @Override
        public void serialize(
                Optional<?> value, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            serializers.defaultSerializeValue(value.orElse(null), generator);
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
