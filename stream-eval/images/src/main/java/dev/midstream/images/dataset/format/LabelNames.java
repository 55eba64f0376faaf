package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Class names for formats that only number classes. */
final class LabelNames {

    private static final int MAX_CLASSES = 100_000;

    private LabelNames() {}

    /**
     * Returns the names that are known, or else the numbers from 0 to the largest label: nothing
     * else says what the classes are.
     *
     * @param file that holds the labels, for messages
     * @param known names by label; empty if there are none
     * @throws DatasetException if a label has no name, or is too large
     */
    static List<String> of(Path file, int[] labels, List<String> known) throws DatasetException {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        if (!known.isEmpty() && classes > known.size()) {
            throw new DatasetException(
                    "Cannot read %s: it has label %d, but names of %d classes. Name all of them."
                            .formatted(file, classes - 1, known.size()));
        }
        if (classes > MAX_CLASSES) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": label "
                            + (classes - 1)
                            + " is above "
                            + (MAX_CLASSES - 1)
                            + ".");
        }
        return known.isEmpty()
                ? IntStream.range(0, classes).mapToObj(Integer::toString).toList()
                : known;
    }
}
