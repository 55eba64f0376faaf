package dev.midstream.images.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Files of the reference data, which are not part of the repository: the directory that the system
 * property {@code midstream.reference} names, by default {@code ../shared}. Where {@code CI=true}
 * is set they must be present.
 */
public final class ReferenceData {

    private ReferenceData() {}

    /** Returns a file; if it is missing, the test is skipped, or fails in CI. */
    public static Path file(String name) {
        Optional<Path> file = find(name);
        if (file.isEmpty()) {
            Assumptions.abort(missing(name));
        }
        return file.orElseThrow();
    }

    /** Returns a file, or nothing if it is missing; in CI the test fails instead. */
    public static Optional<Path> find(String name) {
        Path file = path(name);
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(missing(name));
        }
        return Optional.empty();
    }

    public static Npz npz(String name) throws IOException {
        return Npz.read(file("reference/corruptions/" + name));
    }

    public static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(file("reference/corruptions/" + name).toFile());
    }

    private static Path path(String name) {
        return directory().resolve(name).normalize();
    }

    private static Path directory() {
        return Path.of(System.getProperty("midstream.reference", "../shared"));
    }

    private static String missing(String name) {
        return (Files.isDirectory(directory())
                        ? "the reference data has no " + name
                        : "there is no reference data beside the checkout")
                + " (name its directory with -Dmidstream.reference=DIR)";
    }
}
