package dev.midstream.trainer.adopt;

import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies a network into a model directory. */
final class AdoptedFiles {
    private AdoptedFiles() {}

    /**
     * Copies the network's files and writes the manifest last: an incomplete copy has none.
     *
     * @throws IOException if the target is not empty, or a file cannot be read or written
     */
    static ModelDirectory copy(ForeignNetwork network, Path target, ModelManifest manifest)
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
        Files.createDirectories(target);
        network.copyTo(target);
        return ModelDirectory.seal(target, manifest);
    }
}
