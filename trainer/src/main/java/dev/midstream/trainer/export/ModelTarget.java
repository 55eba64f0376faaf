package dev.midstream.trainer.export;

import dev.midstream.images.FileFailures;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The target of a model directory, which is created atomically: it is written next to its final
 * path and then renamed.
 *
 * @param path the final place
 */
public record ModelTarget(Path path, Existing existing) {
    /** Resolves a link to a directory, whose target is replaced. */
    public ModelTarget {
        if (Files.isSymbolicLink(path) && Files.exists(path)) {
            try {
                path = path.toRealPath();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot resolve the link " + path, e);
            }
        }
    }

    /** What to do with an existing model directory. */
    public enum Existing {
        /** Keep it and refuse to write. */
        KEEP,
        /** Replace it. */
        REPLACE
    }

    /** Fills a directory. */
    @FunctionalInterface
    public interface Content {
        void write(Path directory) throws IOException;
    }

    /**
     * Checks before the training that the model can be written.
     *
     * @throws IOException if not, with a one-line message that says what to do
     */
    public void check() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            checkReplaceable();
        }
        Path parent = parent();
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write model "
                            + path
                            + ": "
                            + parent
                            + " cannot be created. Choose another --out.",
                    e);
        }
        if (!Files.isWritable(parent)) {
            throw new IOException(
                    "Cannot write model "
                            + path
                            + ": "
                            + parent
                            + " is not writable. Choose another --out.");
        }
    }

    private void checkReplaceable() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(
                    "Cannot write model "
                            + path
                            + ": it is not a directory. Choose another --out.");
        }
        if (isEmpty(path)) {
            return;
        }
        if (!Files.isRegularFile(path.resolve(ModelDirectory.MANIFEST))) {
            throw new IOException(
                    "Cannot write model "
                            + path
                            + ": it contains something other than a model. Choose another --out.");
        }
        if (existing == Existing.KEEP) {
            throw new IOException(
                    "Cannot write model "
                            + path
                            + ": it exists. Choose another --out, or replace it with --overwrite.");
        }
    }

    /** Writes the content and renames it into place. */
    public void write(Content content) throws IOException {
        check();
        Path made = Files.createTempDirectory(parent(), "." + path.getFileName() + "-");
        try {
            content.write(made);
            // A temporary directory is private, a model is not.
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            DurableDirectory.force(made);
            replace(made);
            // A checkpoint may go once this is done, so it has to last.
            DurableDirectory.forceOne(parent());
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write model "
                            + path
                            + ": "
                            + FileFailures.reason(e)
                            + ". Make room there and run it again; a training run goes on with"
                            + " --resume.",
                    e);
        } finally {
            delete(made);
        }
    }

    /** Leaves what was replaced, if anything was, where the new directory was made. */
    private void replace(Path made) throws IOException {
        if (!Files.exists(path)) {
            Files.move(made, path);
        } else if (!DurableDirectory.exchange(made, path)) {
            // Not every file system exchanges; for a moment there is no model then.
            Path old = Files.createTempDirectory(parent(), "." + path.getFileName() + "-old-");
            Files.move(path, old.resolve("model"));
            try {
                Files.move(made, path);
            } catch (IOException e) {
                putBack(old, e);
                throw e;
            }
            delete(old);
        }
    }

    private void putBack(Path old, IOException failure) throws IOException {
        Path model = old.resolve("model");
        try {
            Files.move(model, path);
            Files.delete(old);
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw new IOException(
                    "%s, and the old model could not be put back: it is in %s"
                            .formatted(FileFailures.reason(failure), model),
                    failure);
        }
    }

    private Path parent() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path found : paths) {
            Files.delete(found);
        }
    }
}
