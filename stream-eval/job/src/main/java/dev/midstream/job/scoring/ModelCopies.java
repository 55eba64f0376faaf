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
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens model directories wherever Flink can read: {@code s3://}, {@code hdfs://} and what else the
 * cluster has file systems for.
 *
 * <p>A plain path is read in place. What a URI names is copied once for all subtasks of a job in a
 * process, and the copy is deleted when the last of its leases is closed.
 */
public final class ModelCopies {
    private static final Logger LOGGER = LoggerFactory.getLogger(ModelCopies.class);
    private static final int NAME_DIGITS = 16;
    private static final ModelCopies OF_JOB =
            new ModelCopies(OwnDirectory.path().resolve("model-copies"));

    private final java.nio.file.Path parent;
    // Held while files are copied, for minutes perhaps; this object's lock only for an instant.
    private final Object copying = new Object();
    private final Map<String, Integer> users = new HashMap<>();
    private @Nullable CopyDirectory copies;

    /**
     * @param parent is shared with other processes
     */
    ModelCopies(java.nio.file.Path parent) {
        this.parent = parent;
    }

    /** Returns those of this job in this process, below the {@link OwnDirectory}. */
    public static ModelCopies ofJob() {
        return OF_JOB;
    }

    /**
     * Opens a model directory and verifies the checksum of every file.
     *
     * @param location a path or a URI
     * @throws InvalidModelException if it cannot be read or is none; the message is one line
     */
    public ModelLease open(String location) throws InvalidModelException {
        if (!ModelLocations.isUri(location)) {
            return new ModelLease(ModelDirectory.open(java.nio.file.Path.of(location)), () -> {});
        }
        synchronized (copying) {
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

    private ModelLease copy(FileSystem files, Path source)
            throws IOException, InvalidModelException {
        String name = name(files, source);
        java.nio.file.Path target = enter(name).resolve(name);
        boolean copied = false;
        try {
            ModelDirectory copy = copy(files, source, target);
            copied = true;
            return new ModelLease(copy, () -> leave(name));
        } finally {
            if (!copied) {
                leave(name);
            }
        }
    }

    private static ModelDirectory copy(FileSystem files, Path source, java.nio.file.Path target)
            throws IOException, InvalidModelException {
        if (Files.isDirectory(target)) {
            try {
                return ModelDirectory.open(target);
            } catch (InvalidModelException e) {
                // Somebody changed the copy.
                CopyDirectory.deleteTree(target);
            }
        }
        java.nio.file.Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Files.createDirectories(unfinished);
            copyTree(files, source, unfinished);
            ModelDirectory complete = ModelDirectory.open(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return new ModelDirectory(target, complete.manifest());
        } finally {
            CopyDirectory.deleteTree(unfinished);
        }
    }

    /** Adds a user of a copy, and returns the directory of copies. */
    private synchronized java.nio.file.Path enter(String name) throws IOException {
        CopyDirectory directory = copies;
        if (directory == null) {
            directory = CopyDirectory.create(parent);
            copies = directory;
        }
        users.merge(name, 1, Integer::sum);
        return directory.path();
    }

    private synchronized void leave(String name) {
        CopyDirectory directory = copies;
        if (users.merge(name, -1, Integer::sum) > 0 || directory == null) {
            return;
        }
        users.remove(name);
        try {
            if (users.isEmpty()) {
                copies = null;
                directory.close();
            } else {
                CopyDirectory.deleteTree(directory.path().resolve(name));
            }
        } catch (IOException e) {
            LOGGER.warn("Cannot delete a copy of a model in {}.", directory.path(), e);
        }
    }

    /** Decodes the percent signs of file URIs; other file systems have rules of their own. */
    private static Path source(String location) {
        boolean encodedFile = location.startsWith("file:") && location.indexOf('%') >= 0;
        return encodedFile
                ? Path.fromLocalFile(java.nio.file.Path.of(URI.create(location)).toFile())
                : new Path(location);
    }

    /** A name made of the manifest: another model never takes the place of a copy. */
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
}
