package dev.midstream.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** What makes an empty directory a broker's: a cluster id and the first metadata records. */
final class StorageFormat {
    private StorageFormat() {}

    /**
     * Formats a directory for a broker, unless it is already formatted.
     *
     * @throws IOException if it cannot be written or has other content
     */
    static void prepare(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (!Files.exists(directory.resolve("meta.properties"))) {
            requireEmpty(directory);
            format(directory);
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (var entries = Files.newDirectoryStream(directory)) {
            if (entries.iterator().hasNext()) {
                throw new IOException(
                        "Cannot start a broker in %s: it holds other files. Name an empty directory."
                                .formatted(directory));
            }
        }
    }

    private static void format(Path directory) throws IOException {
        String location = directory.toAbsolutePath().toString();
        try (PrintStream silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(location))
                    .setMetadataLogDirectory(location)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(
                    "Cannot format %s for a broker: %s".formatted(directory, e.getMessage()), e);
        }
    }
}
