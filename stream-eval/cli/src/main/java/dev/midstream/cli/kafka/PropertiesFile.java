package dev.midstream.cli.kafka;

import dev.midstream.images.FileFailures;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A file of Kafka client properties, as {@code --kafka-config} names it. */
final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * Reads the properties into a map that the caller may change.
     *
     * @throws IOException if it cannot be read, with a message for the user
     */
    static Map<String, String> read(Path file) throws IOException {
        Properties loaded = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            loaded.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // A malformed Unicode escape in the file is an IllegalArgumentException.
            throw new IOException("Cannot read " + file + ": " + FileFailures.reason(e) + ".", e);
        }
        Map<String, String> properties = new HashMap<>();
        loaded.forEach((name, value) -> properties.put(name.toString(), value.toString()));
        return properties;
    }
}
