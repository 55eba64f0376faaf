package dev.midstream.cli.kafka;

import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a schema registry, which decides how records are encoded. */
public final class SchemaRegistryOption {
    private static final String URL = "schema.registry.url";
    private static final String USER = "basic.auth.user.info";
    private static final String USER_SOURCE = "basic.auth.credentials.source";

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
     * @throws IllegalArgumentException if the URL is none, with a message for the user
     */
    public WireFormat format(Map<String, String> properties) {
        Optional<String> inFile = Optional.ofNullable(properties.remove(URL));
        Optional<String> user = Optional.ofNullable(properties.remove(USER));
        properties.remove(USER_SOURCE);
        return url.or(() -> inFile)
                .map(RegistrySettings::of)
                .map(settings -> user.map(settings::as).orElse(settings))
                .map(WireFormat::registry)
                .orElseGet(WireFormat::singleObject);
    }
}
