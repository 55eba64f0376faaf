package dev.midstream.local.configuration;

import dev.midstream.local.cluster.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The Log4j configuration of the services: each logs to its own file, of bounded size. */
public final class Logging {
    private static final String RESOURCE = "service-log4j2.properties";

    private Logging() {}

    /** The configuration file. */
    public static Path file(DataDirectory data) {
        return data.configuration().resolve("log4j2.properties");
    }

    /** Writes the configuration file. */
    public static void write(DataDirectory data) throws IOException {
        try (InputStream resource = Logging.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException(RESOURCE + " is missing from the jar");
            }
            Files.copy(resource, file(data), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
