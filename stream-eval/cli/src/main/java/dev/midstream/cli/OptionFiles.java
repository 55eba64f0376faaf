package dev.midstream.cli;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.format.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small text files that options name. */
public final class OptionFiles {
    private OptionFiles() {}

    /**
     * Reads the lines of a file; there is at least one.
     *
     * @param option its name, for messages
     * @param form what the file should have, for messages
     * @throws IllegalArgumentException if the file cannot be read or is empty, with a message for
     *     the user
     */
    public static List<String> lines(String option, String form, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "Invalid %s: %s cannot be read. Give a file with %s."
                            .formatted(option, file, form));
        }
        List<String> lines;
        try {
            lines = TextFile.lines(file);
        } catch (DatasetException e) {
            throw new IllegalArgumentException(
                    "Invalid %s: %s".formatted(option, e.getMessage()), e);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid %s: %s is empty. Give a file with %s.".formatted(option, file, form));
        }
        return lines;
    }
}
