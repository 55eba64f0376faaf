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
     * Returns as many classes as the largest label requires, with CIFAR's names where their number
     * fits.
     */
    static List<String> of(Path file, int[] labels) throws DatasetException {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
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
        if (classes <= Cifar10.CLASSES.size()) {
            return Cifar10.CLASSES;
        }
        return classes <= Cifar100.CLASSES.size()
                ? Cifar100.CLASSES
                : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
