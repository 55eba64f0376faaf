package dev.midstream.cli.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where Kafka is and how its clients connect. */
public final class KafkaOptions {
    @Mixin private BootstrapServers servers = new BootstrapServers();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Properties of the Kafka clients, such as those of TLS and SASL"
                            + " (security.protocol, sasl.jaas.config, ssl.truststore.location)."
                            + " $${env:NAME} in a value stands for an environment variable of the"
                            + " process that connects, $${file:PATH:KEY} for a property of another"
                            + " file.")
    private Optional<Path> config = Optional.empty();

    /**
     * The addresses, {@code host:port} with commas between them.
     *
     * @throws IllegalArgumentException if they have another form, with a message for the user
     */
    public String bootstrapServers() {
        return servers.addresses();
    }

    /**
     * The properties in the file, in a map that the caller may change; empty without a file.
     *
     * @throws IOException if it cannot be read, with a message for the user
     */
    public Map<String, String> properties() throws IOException {
        return config.isPresent()
                ? PropertiesFile.read(config.get(), System.getenv())
                : new HashMap<>();
    }
}
