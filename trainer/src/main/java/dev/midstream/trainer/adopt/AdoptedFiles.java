package dev.midstream.trainer.adopt;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies a SavedModel into a model directory. */
final class AdoptedFiles {
    private static final String SAVED_MODEL = "saved_model.pb";

    private AdoptedFiles() {}

    /**
     * Copies the SavedModel's files and writes the manifest last: an incomplete copy has none.
     *
     * @param source the SavedModel's directory or a link to it; links within it are followed
     * @throws IOException if the target is not empty, the source has no {@code saved_model.pb}, or
     *     a file cannot be read or written
     */
    static ModelDirectory copy(Path source, Path target, ModelManifest manifest)
            throws IOException {
        if (Files.exists(target)) {
            try (Stream<Path> files = Files.list(target)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(
                            "Cannot adopt into %s: it is not empty. Give a new directory."
                                    .formatted(target));
                }
            }
        }
        if (!Files.isRegularFile(source.resolve(SAVED_MODEL))) {
            throw new IOException(
                    "Cannot adopt %s: it has no %s. Give the directory of a SavedModel."
                            .formatted(source, SAVED_MODEL));
        }
        Files.createDirectories(target);
        Path real = source.toRealPath();
        for (Path file : files(real)) {
            Path relative = real.relativize(file);
            if (relative.toString().equals(ModelDirectory.MANIFEST)) {
                continue;
            }
            Path copy = target.resolve(relative);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        return ModelDirectory.seal(target, manifest);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
