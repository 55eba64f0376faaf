package dev.midstream.schemas.wire;

import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of records on Kafka topics: Avro single-object encoding or, with a schema registry,
 * Confluent's wire format. With a registry, both are read.
 *
 * <p>This is a serialisable setting without a connection. A Flink function keeps it as a field and
 * creates readers and writers in {@code open}; a command line creates it from its option:
 *
 * <pre>{@code
 * WireFormat format = url == null ? WireFormat.singleObject() : WireFormat.registry(RegistrySettings.of(url));
 * AvroWire<TestImage> images = format.reader(TestImage.class);
 * AvroWire<RobustnessMetric> metrics = format.writer(RobustnessMetric.class, Topics.METRICS);
 * }</pre>
 */
public final class WireFormat implements Serializable {
    private static final long serialVersionUID = 1;

    private final @Nullable RegistrySettings registry;

    private WireFormat(@Nullable RegistrySettings registry) {
        this.registry = registry;
    }

    /** Avro single-object encoding; nothing else is read. */
    public static WireFormat singleObject() {
        return new WireFormat(null);
    }

    /** Confluent's wire format; single-object encoding is read too. */
    public static WireFormat registry(RegistrySettings registry) {
        return new WireFormat(registry);
    }

    /**
     * Reads records of {@code type}. With a registry, the schema of a record is requested when its
     * id is first seen.
     */
    public <T extends SpecificRecord> AvroWire<T> reader(Class<T> type) {
        return registry == null
                ? AvroWire.of(type)
                : AvroWire.reading(type, new SchemaRegistry(registry));
    }

    /**
     * Writes records of {@code type} to {@code topic}, and reads them. With a registry, the schema
     * is first registered under the subject {@code TOPIC-value}.
     *
     * @throws IOException if the registry cannot be reached or rejects the schema, with a message
     *     for the user
     */
    public <T extends SpecificRecord> AvroWire<T> writer(Class<T> type, String topic)
            throws IOException {
        return registry == null
                ? AvroWire.of(type)
                : AvroWire.registered(type, new SchemaRegistry(registry), topic + "-value");
    }

    @Override
    public String toString() {
        return registry == null ? "single-object" : "registry " + registry;
    }
}
