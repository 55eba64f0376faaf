package dev.midstream.cli.kafka;

import dev.midstream.images.FileFailures;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of Kafka client properties, as {@code --kafka-config} names it. A value may name an
 * environment variable, <code>${env:NAME}</code>, or a property of another file, <code>
 * ${file:PATH:KEY}</code>: the client that uses it replaces it, in the process where it runs, so
 * that a secret is neither in the file nor in what a job carries from one machine to another.
 */
final class PropertiesFile {
    private static final String PROVIDERS = "config.providers";
    private static final String PROVIDER_CLASSES = "org.apache.kafka.common.config.provider.";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

    private PropertiesFile() {}

    /**
     * Reads the properties into a map that the caller may change.
     *
     * @param environment the variables that values may name
     * @throws IOException if it cannot be read or names an unknown variable, with a message for the
     *     user
     */
    static Map<String, String> read(Path file, Map<String, String> environment) throws IOException {
        Properties loaded = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            loaded.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // A malformed Unicode escape in the file is an IllegalArgumentException.
            throw new IOException("Cannot read " + file + ": " + FileFailures.reason(e) + ".", e);
        }
        Map<String, String> properties = new HashMap<>();
        loaded.forEach((name, value) -> properties.put(name.toString(), value.toString()));
        boolean references = false;
        for (Map.Entry<String, String> property : Set.copyOf(properties.entrySet())) {
            references |= refers(file, property, environment);
        }
        if (references && !properties.containsKey(PROVIDERS)) {
            properties.put(PROVIDERS, "env,file");
            properties.put(PROVIDERS + ".env.class", PROVIDER_CLASSES + "EnvVarConfigProvider");
            properties.put(PROVIDERS + ".file.class", PROVIDER_CLASSES + "FileConfigProvider");
        }
        return properties;
    }

    /** Kafka would take the text of an unknown reference as the value itself. */
    private static boolean refers(
            Path file, Map.Entry<String, String> property, Map<String, String> environment)
            throws IOException {
        Matcher reference = REFERENCE.matcher(property.getValue());
        boolean found = false;
        while (reference.find()) {
            found = true;
            String name = reference.group(2);
            if (reference.group(1).equals("env") && !environment.containsKey(name)) {
                throw new IOException(
                        "Cannot use %s: %s names the environment variable %s, which is not set. Set it here and wherever a client runs."
                                .formatted(file, property.getKey(), name));
            }
        }
        return found;
    }
}
