package dev.midstream.images.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Files of the reference directory, named by the system property {@code midstream.reference}. A
 * test that asks for one which is not there is skipped, in CI it fails.
 */
public final class ReferenceData {

    private ReferenceData() {}

    public static Path file(String name) {
        Path file = Path.of(System.getProperty("midstream.reference", "reference-missing"), name);
        if (!Files.exists(file)) {
            String reason = "Reference data not found: " + file;
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(reason);
            }
            System.out.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
        return file;
    }

    public static Npz npz(String name) throws IOException {
        return Npz.read(file("reference/corruptions/" + name));
    }

    public static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(file("reference/corruptions/" + name).toFile());
    }
}
