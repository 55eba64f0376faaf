package dev.midstream.cli.dataset;

import dev.midstream.cli.terminal.Display;
import dev.midstream.cli.terminal.DownloadProgress;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.dataset.CleanSet;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.download.Downloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name a data set. */
public final class DatasetOptions {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Data set: ${COMPLETION-CANDIDATES}.")
    private String name = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory that holds its files.")
    private Path data = Path.of("");

    @Option(
            names = "--download",
            description =
                    "Get the data set from its official address if it is not there: cifar10,"
                        + " cifar100, fashion-mnist, tiny-imagenet (default: it must be there).")
    private boolean download;

    @Mixin private ReadingOptions reading = new ReadingOptions();

    /** The data set's name, as given. */
    public String name() {
        return name;
    }

    /** The directory that holds its files. */
    public Path directory() {
        return data;
    }

    /**
     * Opens a split, after the data set was downloaded if that was asked for.
     *
     * @throws DatasetException if it cannot be read or downloaded
     */
    public ImageDataset open(Split split) throws DatasetException {
        return open(split, ConditionFilter.ALL, Optional.empty(), Optional.empty());
    }

    /**
     * Opens some conditions of a split like {@link #open(Split)}, with clean images or without.
     *
     * @param larger what is done to larger images where no option says how images are resized
     */
    ImageDataset open(
            Split split,
            ConditionFilter conditions,
            Optional<CleanSet> clean,
            Optional<LargerImages> larger)
            throws DatasetException {
        fetch();
        return Datasets.open(
                name, data, split, reading.reading().of(conditions, clean).fitting(larger));
    }

    /** Opens a split like {@link #open(Split)}, holding images in memory up to a limit. */
    public ImageDataset open(Split split, long maxBytesInMemory) throws DatasetException {
        fetch();
        return Datasets.open(name, data, split, reading.reading().within(maxBytesInMemory));
    }

    /**
     * Checks the values, before anything is read.
     *
     * @throws IllegalArgumentException if one is invalid, with a message for the user
     */
    public void check() {
        Objects.requireNonNull(reading.reading());
    }

    /** Whether both splits would be the same array, because options name it. */
    public boolean isOneArray() {
        return reading.reading().arrays().images().isPresent();
    }

    /**
     * Makes sure that training and test images are not one array of an archive.
     *
     * @throws DatasetException if they are
     */
    public void requireSeparateArrays() throws DatasetException {
        DatasetReading own = reading.reading();
        Optional<String> shared = sharedArray(own, Split.TEST, own, Split.TRAIN);
        if (shared.isPresent()) {
            throw new DatasetException(
                    "Cannot tell training from test images: both are array %s of %s. Use a data set whose splits have files or names of their own."
                            .formatted(shared.get(), data));
        }
    }

    /** The array that two readings of this archive would both take, if they would. */
    private Optional<String> sharedArray(
            DatasetReading one, Split split, DatasetReading other, Split otherSplit)
            throws DatasetException {
        Optional<String> array = Datasets.array(name, data, split, one);
        boolean same =
                array.isPresent() && array.equals(Datasets.array(name, data, otherSplit, other));
        return same ? array : Optional.empty();
    }

    /** Whether a file or directory is that of {@code --data}; one that is missing is not. */
    public boolean isAt(Path other) {
        try {
            return Files.isSameFile(other, data);
        } catch (IOException e) {
            return false;
        }
    }

    /** Notes by name what is done to images, if anything is. */
    public void addTo(Map<String, String> options) {
        reading.addTo(options);
    }

    /**
     * Makes sure that images are read as others were.
     *
     * @param noted what {@link #addTo} noted of the others
     * @throws IllegalArgumentException if not, with what to do as its message
     */
    public void requireReadAs(Map<String, String> noted) {
        Map<String, String> own = new TreeMap<>();
        addTo(own);
        String expected = ReadingOptions.noted(noted);
        String given = ReadingOptions.noted(own);
        if (!given.equals(expected)) {
            throw new IllegalArgumentException(
                    expected.isEmpty()
                            ? "its images were read without " + given + ". Leave that out."
                            : "its images were read with " + expected + ". Give that, too.");
        }
    }

    /**
     * Opens a split of another data set to fit temperatures to, whose images are resized in the
     * same way.
     *
     * @param otherName empty for the same
     * @param otherData empty for the same
     * @param larger what is done to larger images where no option says how images are resized
     * @throws DatasetException if it cannot be read, or would be the images of this one
     */
    public ImageDataset open(
            Split split,
            Optional<String> otherName,
            Optional<Path> otherData,
            Optional<LargerImages> larger)
            throws DatasetException {
        DatasetReading own = reading.reading();
        DatasetReading others = otherName.isPresent() ? own.unnamed() : own;
        if (otherName.orElse(name).equals(name) && otherData.map(this::isAt).orElse(true)) {
            requireOtherArray(own, others, split);
        }
        return Datasets.open(
                otherName.orElse(name), otherData.orElse(data), split, others.fitting(larger));
    }

    /** An archive may hold one array, or options name one: it is that of both splits. */
    private void requireOtherArray(DatasetReading judged, DatasetReading others, Split split)
            throws DatasetException {
        Split judgedSplit = split == Split.TRAIN ? Split.TEST : Split.TRAIN;
        Optional<String> shared = sharedArray(others, split, judged, judgedSplit);
        if (shared.isPresent()) {
            throw new DatasetException(
                    "Cannot fit temperatures: array %s of %s holds the images that are judged. Name other images with --temperature-data or --calibration-data."
                            .formatted(shared.get(), data));
        }
    }

    private void fetch() throws DatasetException {
        if (!download) {
            return;
        }
        try (DownloadProgress progress = new DownloadProgress(Display.detected(), System.err)) {
            Downloads.fetch(name, data, progress);
        } catch (IOException e) {
            throw new DatasetException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The names that can be given. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> names = Datasets.names();
            return names.iterator();
        }
    }
}
