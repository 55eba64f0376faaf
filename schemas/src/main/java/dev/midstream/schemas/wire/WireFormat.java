package dev.midstream.schemas.wire;

import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How records are written on Kafka topics: in Avro single-object encoding, or, with a schema
 * registry, in Confluent's wire format. Both are read either way, as far as the registry is known.
 *
 * <p>It is a setting: serialisable, without a connection. A Flink function keeps it as a field and
 * makes its wires in {@code open}; a command line makes it once from its option:
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
     * Reads records of {@code type}. Asks the registry, if there is one, when a record names a
     * schema that it has not named before.
     */
    public <T extends SpecificRecord> AvroWire<T> reader(Class<T> type) {
        return registry == null
                ? AvroWire.of(type)
                : AvroWire.reading(type, new SchemaRegistry(registry));
    }

    /**
     * Writes records of {@code type} for {@code topic}, and reads them. With a registry, registers
     * the schema under the subject {@code TOPIC-value} first.
     *
     * @throws IOException if the registry cannot be reached or refuses the schema, with a message
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
