package dev.midstream.cli.kafka;

import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The option that says where Kafka is. */
public final class BootstrapServers {
    private static final Pattern SERVERS =
            Pattern.compile("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*");

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT[,...]",
            description = "Addresses of Kafka brokers.")
    private String addresses = "";

    /**
     * The addresses, {@code host:port} with commas between them.
     *
     * @throws IllegalArgumentException if they have another form, with a message for the user
     */
    public String addresses() {
        if (!SERVERS.matcher(addresses).matches()) {
            throw new IllegalArgumentException(
                    "Invalid --bootstrap-servers: %s. Use host:port.".formatted(addresses));
        }
        return addresses;
    }
}
