package dev.midstream.trainer.adopt;

import dev.midstream.cli.dataset.ClassFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The names of the classes of an adopted model. */
final class ClassNames {
    private ClassNames() {}

    /**
     * The names in a file, one per line; without a file the classes' numbers.
     *
     * @param count number of classes
     * @throws IllegalArgumentException if the file cannot be read or has not as many names, with a
     *     message for the user
     */
    static List<String> of(Optional<Path> file, int count) {
        if (file.isEmpty()) {
            return IntStream.range(0, count).mapToObj(Integer::toString).toList();
        }
        List<String> names = ClassFiles.names(file.get());
        if (names.size() != count) {
            throw new IllegalArgumentException(
                    "Invalid --classes: %s names %d classes, but the model has %d."
                            .formatted(file.get(), names.size(), count));
        }
        return names;
    }
}
