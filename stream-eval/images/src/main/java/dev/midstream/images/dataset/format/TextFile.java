package dev.midstream.images.dataset.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.images.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;

/** Small text files of data sets. */
final class TextFile {

    private TextFile() {}

    /** Returns the lines that are not blank, stripped. */
    static List<String> lines(Path file) throws DatasetException {
        return new String(BinaryFile.read(file), UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
