package dev.midstream.images.download;

import dev.midstream.images.FileFailures;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A {@code .tar.gz} or {@code .zip} file with one directory at its top. The checksums in these
 * formats are verified.
 *
 * @param file the archive
 */
record Archive(Path file) {
    /**
     * Unpacks the directory next to its final place, then renames it. What interrupted attempts
     * have left there is deleted.
     *
     * @throws IOException if the archive is damaged or does not contain what is expected
     */
    void unpack(String directory, Path parent) throws IOException {
        String prefix = ".unpacking-" + directory + "-";
        deleteLeftovers(prefix, parent);
        Path staging = Files.createTempDirectory(parent, prefix);
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file));
                ArchiveInputStream<?> entries = entries(content)) {
            for (ArchiveEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (!entry.isDirectory()) {
                    write(entries, target(entry, staging));
                }
            }
            Files.move(
                    staging.resolve(directory),
                    parent.resolve(directory),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot unpack "
                            + file
                            + ": "
                            + FileFailures.reason(e)
                            + ". Delete it and run the command again.",
                    e);
        } finally {
            delete(staging);
        }
    }

    private ArchiveInputStream<?> entries(InputStream content) throws IOException {
        return file.toString().endsWith(".zip")
                ? new ZipArchiveInputStream(content)
                : new TarArchiveInputStream(new GzipCompressorInputStream(content, true));
    }

    private static Path target(ArchiveEntry entry, Path staging) throws IOException {
        Path target = staging.resolve(entry.getName()).normalize();
        if (!target.startsWith(staging)) {
            throw new IOException("it holds " + entry.getName() + ", which lies outside");
        }
        return target;
    }

    private static void write(InputStream content, Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.copy(content, target);
    }

    private static void deleteLeftovers(String prefix, Path parent) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> files = Files.list(parent)) {
            leftovers =
                    files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        }
        for (Path leftover : leftovers) {
            delete(leftover);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.walk(directory)) {
            paths = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
