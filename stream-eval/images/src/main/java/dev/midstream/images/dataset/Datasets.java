package dev.midstream.images.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data sets Midstream reads, by name. */
public final class Datasets {

    private static final List<String> NAMES =
            List.of(FashionMnist.NAME, Cifar10.NAME, ImageFolder.NAME);

    private Datasets() {}

    /** Names that {@link #open} understands. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a whole split into memory.
     *
     * @param name one of {@link #names()}
     * @param data the directory that holds the data set's files
     * @throws DatasetException if the name is unknown, a file is missing, or its content is not
     *     exactly what its format demands
     */
    public static ImageDataset open(String name, Path data, Split split) throws DatasetException {
        if (!NAMES.contains(name)) {
            throw new DatasetException(
                    "Unknown data set: " + name + ". Use one of " + String.join(", ", NAMES) + ".");
        }
        if (!Files.isDirectory(data)) {
            throw new DatasetException(
                    "Cannot open data set "
                            + name
                            + ": "
                            + data
                            + (Files.exists(data) ? " is not a directory." : " does not exist."));
        }
        return switch (name) {
            case FashionMnist.NAME -> FashionMnist.open(data, split);
            case Cifar10.NAME -> Cifar10.open(data, split);
            case ImageFolder.NAME -> ImageFolder.open(data, split);
            default -> throw new IllegalStateException("No reader for " + name);
        };
    }
}
