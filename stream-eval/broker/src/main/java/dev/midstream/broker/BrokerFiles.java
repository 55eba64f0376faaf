package dev.midstream.broker;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The files from which {@code kafka.Kafka} starts the same broker in a process of its own. */
public final class BrokerFiles {
    private BrokerFiles() {}

    /**
     * Formats a data directory unless it is a broker's already, and writes the broker's settings.
     *
     * @param data where the broker's records lie
     * @param settings the properties file to write
     * @param clientPort where producers and consumers connect, on loopback
     * @param controllerPort where the broker talks to its controller, on loopback
     * @throws IOException if {@code data} holds something else, or either cannot be written
     */
    public static void write(Path data, Path settings, int clientPort, int controllerPort)
            throws IOException {
        StorageFormat.prepare(data);
        Properties properties = new Properties();
        properties.putAll(BrokerSettings.of(data, new BrokerPorts(clientPort, controllerPort)));
        try (Writer writer = Files.newBufferedWriter(settings)) {
            properties.store(writer, "Written by the start of the broker");
        }
    }
}
