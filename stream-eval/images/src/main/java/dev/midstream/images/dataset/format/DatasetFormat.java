package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.ArrayNames;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A layout of image files on disk, by the name that data sets of it are opened with.
 *
 * @param name the value of {@code --dataset}
 * @param kind what its path is and whether its images are corrupted already
 * @param opener reads it
 */
public record DatasetFormat(String name, Kind kind, Opener opener) {

    /** What is at the path of a data set. */
    public enum Kind {
        /** A directory of clean images. */
        DIRECTORY,
        /** One file of clean images. */
        FILE,
        /** A directory of images that are corrupted already; it has the split test only. */
        CORRUPTED;

        private boolean isAt(Path data) {
            return this == FILE ? Files.isRegularFile(data) : Files.isDirectory(data);
        }

        private String title() {
            return this == FILE ? "file" : "directory";
        }
    }

    /** Opens a split of a data set. */
    public interface Opener {
        /**
         * Opens a split.
         *
         * @param data a path of the format's kind, which exists
         * @param split of the data set
         * @param reading how; resizing is not the opener's to do
         * @throws DatasetException if a file is missing or its content is not exactly what the
         *     format demands
         */
        ImageDataset open(Path data, Split split, DatasetReading reading) throws DatasetException;
    }

    public boolean isCorrupted() {
        return kind == Kind.CORRUPTED;
    }

    public ImageDataset open(Path data, Split split, DatasetReading reading)
            throws DatasetException {
        if (!kind.isAt(data)) {
            String reason =
                    Files.exists(data) ? " is not a " + kind.title() + "." : " does not exist.";
            throw refused(data + reason);
        }
        if (isCorrupted() && split != Split.TEST) {
            throw refused("corrupted images are test images. Use the split test.");
        }
        if (kind != Kind.FILE && !reading.arrays().equals(ArrayNames.KNOWN)) {
            throw refused(
                    "--images-array and --labels-array name arrays of an npz file, and it is"
                            + " none.");
        }
        ImageDataset opened = opener.open(data, split, reading);
        if (!reading.classes().isEmpty() && !reading.classes().equals(opened.classes())) {
            throw refused(
                    opened.labelled()
                            ? "its classes have names, which --classes cannot change. Use"
                                    + " --class-map where those of a model differ."
                            : "--classes names classes, but its images have no labels.");
        }
        return opened;
    }

    private DatasetException refused(String reason) {
        return new DatasetException("Cannot open data set " + name + ": " + reason);
    }
}
