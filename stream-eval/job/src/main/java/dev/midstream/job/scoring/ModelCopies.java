package dev.midstream.job.scoring;

import dev.midstream.engine.storage.OwnDirectory;
import dev.midstream.images.FileFailures;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.schemas.Checksums;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Opens model directories wherever Flink can read: {@code s3://}, {@code hdfs://} and what else the
 * cluster has file systems for.
 *
 * <p>A plain path is read in place. What a URI names is copied once per process to the {@link
 * OwnDirectory}, under a name made of the manifest, so that an equal model is not copied again and
 * another one never takes its place.
 */
public final class ModelCopies {
    private static final int NAME_DIGITS = 16;
    // Interned, hence the same object for all jobs of the process.
    private static final Object PROCESS_LOCK = "dev.midstream.model-copies.lock".intern();

    private ModelCopies() {}

    /**
     * Opens a model directory and verifies the checksum of every file.
     *
     * @param location a path or a URI
     * @throws InvalidModelException if it cannot be read or is none; the message is one line
     */
    public static ModelDirectory open(String location) throws InvalidModelException {
        if (!ModelLocations.isUri(location)) {
            return ModelDirectory.open(java.nio.file.Path.of(location));
        }
        synchronized (PROCESS_LOCK) {
            try {
                Path source = source(location);
                return copy(source.getFileSystem(), source);
            } catch (IOException | IllegalArgumentException e) {
                throw new InvalidModelException(
                        "Cannot copy model %s: %s. Check the URI and the cluster's file systems."
                                .formatted(location, FileFailures.reason(e)),
                        e);
            }
        }
    }

    private static ModelDirectory copy(FileSystem files, Path source)
            throws IOException, InvalidModelException {
        java.nio.file.Path parent = OwnDirectory.path();
        Files.createDirectories(parent);
        java.nio.file.Path target = parent.resolve("model-" + name(files, source));
        if (Files.isDirectory(target)) {
            try {
                return ModelDirectory.open(target);
            } catch (InvalidModelException e) {
                // Somebody changed the copy.
                delete(target);
            }
        }
        java.nio.file.Path unfinished = Files.createTempDirectory(parent, ".model-");
        try {
            copyTree(files, source, unfinished);
            ModelDirectory complete = ModelDirectory.open(unfinished);
            return publish(complete, target);
        } finally {
            delete(unfinished);
        }
    }

    /** Gives a complete copy its final name, unless another process was faster. */
    static ModelDirectory publish(ModelDirectory complete, java.nio.file.Path target)
            throws IOException, InvalidModelException {
        try {
            Files.move(complete.path(), target, StandardCopyOption.ATOMIC_MOVE);
            return new ModelDirectory(target, complete.manifest());
        } catch (FileSystemException e) {
            // Which exception an existing directory causes depends on the file system.
            if (!Files.isDirectory(target)) {
                throw e;
            }
            return ModelDirectory.open(target);
        }
    }

    /** Decodes the percent signs of file URIs; other file systems have rules of their own. */
    private static Path source(String location) {
        boolean encodedFile = location.startsWith("file:") && location.indexOf('%') >= 0;
        return encodedFile
                ? Path.fromLocalFile(java.nio.file.Path.of(URI.create(location)).toFile())
                : new Path(location);
    }

    private static String name(FileSystem files, Path source) throws IOException {
        try (InputStream manifest = files.open(new Path(source, ModelDirectory.MANIFEST))) {
            return Checksums.sha256(manifest.readAllBytes()).substring(0, NAME_DIGITS);
        }
    }

    private static void copyTree(FileSystem files, Path source, java.nio.file.Path target)
            throws IOException {
        for (FileStatus file : files.listStatus(source)) {
            java.nio.file.Path copy = target.resolve(file.getPath().getName());
            if (file.isDir()) {
                Files.createDirectory(copy);
                copyTree(files, file.getPath(), copy);
            } else {
                try (InputStream stream = files.open(file.getPath())) {
                    Files.copy(stream, copy);
                }
            }
        }
    }

    private static void delete(java.nio.file.Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<java.nio.file.Path> deepestFirst;
        try (Stream<java.nio.file.Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (java.nio.file.Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
