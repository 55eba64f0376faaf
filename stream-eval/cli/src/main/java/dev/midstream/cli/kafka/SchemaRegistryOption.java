package dev.midstream.cli.kafka;

import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a schema registry, which decides how records are encoded. */
public final class SchemaRegistryOption {
    private static final String URL = "schema.registry.url";
    private static final String USER = "basic.auth.user.info";
    private static final String USER_SOURCE = "basic.auth.credentials.source";
    private static final List<String> REFERENCES = List.of("${env:", "${file:");

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Schema registry with Confluent's HTTP interface, such as http://host:8081."
                            + " Records are written in Confluent's wire format. Credentials may be"
                            + " in the URL (https://USER:PASSWORD@HOST) or in the file of"
                            + " --kafka-config (basic.auth.user.info) (default: none; records are"
                            + " in Avro's single-object encoding).")
    private Optional<String> url = Optional.empty();

    /**
     * The encoding of records.
     *
     * @param properties of the Kafka clients; those of the registry are taken out of it
     * @throws IllegalArgumentException if the URL is none, or one of the properties refers to a
     *     value elsewhere, with a message for the user
     */
    public WireFormat format(Map<String, String> properties) {
        Optional<String> inFile = taken(URL, properties);
        Optional<String> user = taken(USER, properties);
        properties.remove(USER_SOURCE);
        return url.or(() -> inFile)
                .map(RegistrySettings::of)
                .map(settings -> user.map(settings::as).orElse(settings))
                .map(WireFormat::registry)
                .orElseGet(WireFormat::singleObject);
    }

    /** Only Kafka's own clients replace references, so that the text would be the password. */
    private static Optional<String> taken(String name, Map<String, String> properties) {
        Optional<String> value = Optional.ofNullable(properties.remove(name));
        if (value.isPresent() && REFERENCES.stream().anyMatch(value.get()::contains)) {
            throw new IllegalArgumentException(
                    "Invalid %s in the file of --kafka-config: ${env:NAME} and ${file:PATH:KEY} stand for values of Kafka's own clients alone. Write the value itself."
                            .formatted(name));
        }
        return value;
    }
}
