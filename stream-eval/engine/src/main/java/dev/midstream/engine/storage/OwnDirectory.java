package dev.midstream.engine.storage;

import dev.midstream.engine.EngineStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of this user for what outlives a process, such as native libraries and copies of
 * models: the one that the system property {@value #PROPERTY} names, or else one below {@code
 * java.io.tmpdir}.
 */
public final class OwnDirectory {
    /** System property: the directory. */
    public static final String PROPERTY = "midstream.natives.dir";

    private OwnDirectory() {}

    /** Returns its path; it need not exist. */
    public static Path path() {
        String configured = System.getProperty(PROPERTY);
        return configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                        .resolve("midstream-" + System.getProperty("user.name", "user"));
    }

    /**
     * Returns the directory, which is created if there is none. Code is loaded from it, so another
     * user must not be able to change it.
     *
     * @throws EngineStartException if it belongs to another user and was not named
     * @throws IOException if it cannot be written to
     */
    public static Path checked() throws IOException {
        Path directory = path();
        Files.createDirectories(directory);
        Path probe = Files.createTempFile(directory, ".owner-", "");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(directory))
                    && System.getProperty(PROPERTY) == null) {
                throw new EngineStartException(
                        "Cannot keep engines in %s: it belongs to another user. Set the system property %s to a directory of your own."
                                .formatted(directory, PROPERTY));
            }
        } finally {
            Files.delete(probe);
        }
        return directory;
    }
}
