package dev.midstream.broker;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The files with which {@code kafka.Kafka} starts a broker in a process of its own. */
public final class BrokerFiles {
    private BrokerFiles() {}

    /**
     * Formats a data directory, unless it is already formatted, and writes the broker's settings.
     *
     * @param data directory of the broker's records
     * @param settings properties file to write
     * @param clientPort loopback port for producers and consumers
     * @param controllerPort loopback port between broker and controller
     * @throws IOException if {@code data} has other content, or files cannot be written
     */
    public static void write(Path data, Path settings, int clientPort, int controllerPort)
            throws IOException {
        StorageFormat.prepare(data);
        Properties properties = new Properties();
        properties.putAll(BrokerSettings.of(data, new BrokerPorts(clientPort, controllerPort)));
        try (Writer writer = Files.newBufferedWriter(settings)) {
            properties.store(writer, "Settings of a local broker");
        }
    }
}
