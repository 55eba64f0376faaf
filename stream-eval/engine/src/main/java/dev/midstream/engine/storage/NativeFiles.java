package dev.midstream.engine.storage;

import dev.midstream.schemas.Checksums;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Native libraries on a class path, unpacked once per machine.
 *
 * <p>Their directory is filled under a temporary name and then renamed, so that it is complete
 * whenever it exists, however many processes start at the same time. The fixed path also prevents a
 * process from loading two copies.
 *
 * @param folder class path folder of the libraries, with a slash at the end
 * @param names their file names
 * @param classPath that has them
 */
public record NativeFiles(String folder, List<String> names, ClassLoader classPath) {
    private static final int DIGITS = 16;

    /** Copies the list. */
    public NativeFiles {
        names = List.copyOf(names);
    }

    /** Returns whether the class path has all of them. */
    public boolean exist() {
        return names.stream().allMatch(name -> classPath.getResource(folder + name) != null);
    }

    /**
     * Returns the beginning of a checksum of their contents, to tell versions apart.
     *
     * @throws IOException if one cannot be read
     */
    public String fingerprint() throws IOException {
        List<byte[]> checksums = new ArrayList<>();
        for (String name : names) {
            try (InputStream in = open(resource(name)).getInputStream()) {
                String checksum = Checksums.copying(in, OutputStream.nullOutputStream());
                checksums.add(checksum.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Checksums.sha256(checksums).substring(0, DIGITS);
    }

    /**
     * Unpacks them to a directory, unless that has been done before.
     *
     * @param base is created
     * @param name of the directory in it, which tells versions apart
     * @return the directory
     * @throws IOException if one cannot be read or written
     */
    public Path unpackInto(Path base, String name) throws IOException {
        Path directory = base.resolve(name);
        if (isCompleteIn(directory)) {
            return directory;
        }
        Files.createDirectories(base);
        Path staging = Files.createTempDirectory(base, ".unpacking-");
        try {
            for (String file : names) {
                try (InputStream in = open(resource(file)).getInputStream()) {
                    Files.copy(in, staging.resolve(file));
                }
            }
            publish(staging, directory, base);
        } finally {
            deleteTree(staging);
        }
        return directory;
    }

    private void publish(Path staging, Path directory, Path base) throws IOException {
        if (Files.exists(directory) && !isCompleteIn(directory)) {
            // Some files were deleted, for example by a cleaner of temporary files. Processes that
            // have the others open keep them, since open files exist until they are closed.
            Path discarded = Files.createTempDirectory(base, ".discarded-");
            Files.move(directory, discarded.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
            deleteTree(discarded);
        }
        try {
            Files.move(staging, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isCompleteIn(directory)) {
                throw e;
            }
            // Another process was faster, and its copy is the same.
        }
    }

    private boolean isCompleteIn(Path directory) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            if (!Files.isRegularFile(file) || Files.size(file) != size(resource(name))) {
                return false;
            }
        }
        return true;
    }

    private URL resource(String name) throws IOException {
        URL url = classPath.getResource(folder + name);
        if (url == null) {
            throw new FileNotFoundException(folder + name);
        }
        return url;
    }

    private static URLConnection open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // A cached connection would keep the jar of a closed class loader open.
        connection.setUseCaches(false);
        return connection;
    }

    private static long size(URL url) throws IOException {
        URLConnection connection = open(url);
        // Only closing the stream closes the jar.
        try (InputStream in = connection.getInputStream()) {
            return connection.getContentLengthLong();
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
