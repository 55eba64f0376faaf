package dev.midstream.publisher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A file of Kafka client properties, as {@code --producer-config} names it. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * The file's properties, in a map that the caller may change.
     *
     * @throws IOException if it cannot be read, with a message for the user
     */
    public static Map<String, String> read(Path file) throws IOException {
        Properties loaded = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            loaded.load(reader);
        } catch (NoSuchFileException e) {
            throw new IOException("Cannot read " + file + ": it does not exist.", e);
        } catch (IOException | IllegalArgumentException e) {
            // Of a wrong unicode escape in the file, the latter.
            throw new IOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        Map<String, String> properties = new HashMap<>();
        loaded.forEach((name, value) -> properties.put(name.toString(), value.toString()));
        return properties;
    }
}
