package dev.midstream.job.engine;

import dev.midstream.engine.storage.OwnDirectory;
import dev.midstream.schemas.Checksums;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The jars of all scoring engines that the job's jar carries.
 *
 * <p>They are copied to the {@link OwnDirectory}, in which engines keep their native libraries too.
 * The name of a copy derives from its content, so that processes that are killed leave no further
 * copies behind.
 */
final class NestedJars {
    private static final String DIRECTORY = "dev/midstream/job/engines/";
    private static final String SUFFIX = ".jar";
    private static final int NAME_DIGITS = 16;

    private final Path source;
    private final String directory;
    private final Path target;

    /** What the jars of an engine hold. */
    enum Part {
        /** The engines' own classes. */
        OWN,
        /** What a process can load only once. */
        LIBRARIES
    }

    /**
     * The jars nested in a jar.
     *
     * @param source the jar, or a directory with the same files
     * @param target directory for copies, which must belong to the user of this process
     */
    NestedJars(Path source, Part part, Path target) {
        this.source = source;
        this.directory = DIRECTORY + part.name().toLowerCase(Locale.ROOT);
        this.target = target;
    }

    /** The jars nested in the job's jar. */
    static NestedJars ofJob(Part part) throws IOException {
        return new NestedJars(location(), part, OwnDirectory.path());
    }

    /** Returns the job's jar, or the directory of its classes. */
    static Path location() throws IOException {
        return path(NestedJars.class.getProtectionDomain().getCodeSource().getLocation());
    }

    /**
     * The path of a file's URL, which may be relative to the working directory: in application
     * mode, Flink loads the job from {@code file:usrlib/stream-eval.jar}.
     */
    static Path path(URL location) throws IOException {
        try {
            URI uri = location.toURI();
            return uri.isOpaque()
                    ? Path.of(uri.getSchemeSpecificPart()).toAbsolutePath()
                    : Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IOException("Cannot find the job's jar: " + e.getMessage(), e);
        }
    }

    /**
     * Copies all nested jars.
     *
     * @return the copies, in the order of the names of the nested jars
     * @throws FileNotFoundException if there is none
     */
    List<Path> unpack() throws IOException {
        Files.createDirectories(target);
        List<Path> copies = new ArrayList<>();
        if (Files.isDirectory(source)) {
            for (Path nested : files(source.resolve(directory))) {
                try (InputStream content = Files.newInputStream(nested)) {
                    copies.add(copied(content));
                }
            }
        } else {
            try (JarFile jar = new JarFile(source.toFile())) {
                for (JarEntry nested : entries(jar)) {
                    try (InputStream content = jar.getInputStream(nested)) {
                        copies.add(copied(content));
                    }
                }
            }
        }
        if (copies.isEmpty()) {
            throw new FileNotFoundException(
                    "Cannot open a scoring engine: the job's jar carries none. Build the job with"
                            + " mvn package.");
        }
        return copies;
    }

    /**
     * Returns a hash of what the jars hold, without unpacking them: of their names, sizes and
     * checksums in the table of contents.
     */
    String contentHash() throws IOException {
        StringJoiner contents = new StringJoiner("\n");
        if (Files.isDirectory(source)) {
            for (Path nested : files(source.resolve(directory))) {
                CRC32 checksum = new CRC32();
                try (InputStream content =
                        new CheckedInputStream(Files.newInputStream(nested), checksum)) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
                contents.add(
                        line(
                                nested.getFileName().toString(),
                                Files.size(nested),
                                checksum.getValue()));
            }
        } else {
            try (JarFile jar = new JarFile(source.toFile())) {
                for (JarEntry nested : entries(jar)) {
                    String name = nested.getName().substring(directory.length() + 1);
                    contents.add(line(name, nested.getSize(), nested.getCrc()));
                }
            }
        }
        return Checksums.sha256(contents.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, NAME_DIGITS);
    }

    private static String line(String name, long bytes, long checksum) {
        return name + " " + bytes + " " + checksum;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private List<JarEntry> entries(JarFile jar) {
        List<JarEntry> entries = new ArrayList<>();
        jar.stream()
                .filter(entry -> entry.getName().startsWith(directory + "/"))
                .filter(entry -> entry.getName().endsWith(SUFFIX))
                .forEach(entries::add);
        entries.sort((a, b) -> a.getName().compareTo(b.getName()));
        return entries;
    }

    private Path copied(InputStream content) throws IOException {
        Path temporary = Files.createTempFile(target, ".engine-", SUFFIX);
        try {
            // Code is loaded from here, so another user must not be able to replace it.
            if (!Files.getOwner(temporary).equals(Files.getOwner(target))) {
                throw new IOException(
                        "Cannot unpack a scoring engine into "
                                + target
                                + ": the directory belongs to another user. Set java.io.tmpdir to a"
                                + " directory of your own.");
            }
            String checksum;
            try (OutputStream copy = Files.newOutputStream(temporary)) {
                checksum = Checksums.copying(content, copy);
            }
            Path jar = target.resolve("engine-" + checksum.substring(0, NAME_DIGITS) + SUFFIX);
            // Atomic: processes that have an equal copy open keep theirs.
            Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE);
            return jar;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
