package dev.midstream.job.scoring;

import dev.midstream.schemas.Checksums;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The engine's jar, copied out of the job's jar.
 *
 * <p>It goes to the directory of this user below {@code java.io.tmpdir} in which the engine keeps
 * its native libraries, under a name that is made of its contents: processes that are killed leave
 * no further copy behind.
 */
final class NestedJar {
    private static final String RESOURCE = "/dev/midstream/job/midstream-engine.jar";
    private static final int NAME_DIGITS = 16;

    private NestedJar() {}

    static Path unpack() throws IOException {
        Path directory =
                Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                        .resolve("midstream-" + System.getProperty("user.name", "user"));
        Files.createDirectories(directory);
        Path copy = Files.createTempFile(directory, ".engine-", ".jar");
        try {
            // Code is loaded from here, so in a shared directory it must be this user's own.
            if (!Files.getOwner(copy).equals(Files.getOwner(directory))) {
                throw new IOException(
                        "Cannot unpack the scoring engine into "
                                + directory
                                + ": it belongs to another user. Set java.io.tmpdir to a directory"
                                + " of your own.");
            }
            Path jar = directory.resolve("engine-" + copyTo(copy) + ".jar");
            // Whoever has an equal one open keeps it.
            Files.move(copy, jar, StandardCopyOption.ATOMIC_MOVE);
            return jar;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static String copyTo(Path file) throws IOException {
        try (InputStream jar = NestedJar.class.getResourceAsStream(RESOURCE)) {
            if (jar == null) {
                throw new FileNotFoundException(
                        "Cannot open the scoring engine: the job's jar does not carry it. Build"
                                + " the job with mvn package.");
            }
            try (OutputStream copy = Files.newOutputStream(file)) {
                return Checksums.copying(jar, copy).substring(0, NAME_DIGITS);
            }
        }
    }
}
