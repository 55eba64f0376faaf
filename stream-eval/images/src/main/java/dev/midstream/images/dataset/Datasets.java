package dev.midstream.images.dataset;

import dev.midstream.images.dataset.format.DatasetFormats;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The data sets that Midstream reads, by name. */
public final class Datasets {

    private Datasets() {}

    /** The names that {@link #open} accepts. */
    public static List<String> names() {
        return DatasetFormats.KNOWN.names();
    }

    /** The names that {@link #open} opens as a {@link CorruptedDataset}. */
    public static List<String> corruptedNames() {
        return DatasetFormats.KNOWN.corruptedNames();
    }

    /**
     * Opens a split: reads its images into memory, or lists their files if there may be many.
     *
     * @param name one of {@link #names()}
     * @param data the directory that holds the data set's files; for {@code npz} the file
     * @return a {@link CorruptedDataset} if the images are corrupted already
     * @throws DatasetException if the name is unknown, a file is missing, or its content is not
     *     exactly what its format demands
     */
    public static ImageDataset open(String name, Path data, Split split) throws DatasetException {
        return open(name, data, split, DatasetReading.DEFAULT);
    }

    /** Opens a split like {@link #open(String, Path, Split)}, read in another way. */
    public static ImageDataset open(String name, Path data, Split split, DatasetReading reading)
            throws DatasetException {
        return DatasetFormats.KNOWN.open(name, data, split, reading);
    }

    /**
     * The name of the array that is a split's images, which may be that of both splits; empty if
     * they are in no NumPy archive.
     */
    public static Optional<String> array(
            String name, Path data, Split split, DatasetReading reading) {
        return DatasetFormats.array(name, data, split, reading);
    }
}
