package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.CleanBeside;
import dev.midstream.images.dataset.CleanSet;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.ReadableImages;
import dev.midstream.images.dataset.Resizing;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.UnreadableImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Data-set formats with different names.
 *
 * @param list in the order in which their names are listed
 */
public record DatasetFormats(List<DatasetFormat> list) {

    /** The formats that Midstream reads. */
    public static final DatasetFormats KNOWN =
            new DatasetFormats(
                    List.of(
                            Cifar10.FORMAT,
                            Cifar100.FORMAT,
                            FashionMnist.FORMAT,
                            TinyImageNet.FORMAT,
                            ImageNet.FORMAT,
                            ImageFolder.FORMAT,
                            NpzImages.FORMAT,
                            CorruptedNpy.FORMAT,
                            CorruptedTree.TINY_IMAGENET.format(),
                            CorruptedTree.IMAGENET.format(),
                            CorruptedTree.FOLDER.format()));

    public DatasetFormats {
        list = List.copyOf(list);
    }

    /** Returns these formats and another. */
    DatasetFormats with(DatasetFormat format) {
        List<DatasetFormat> more = new ArrayList<>(list);
        more.add(format);
        return new DatasetFormats(more);
    }

    public List<String> names() {
        return list.stream().map(DatasetFormat::name).toList();
    }

    public List<String> corruptedNames() {
        return list.stream().filter(DatasetFormat::isCorrupted).map(DatasetFormat::name).toList();
    }

    /**
     * Opens a split of a data set.
     *
     * @throws DatasetException if the name is unknown, a file is missing, or its content is not
     *     exactly what its format demands
     */
    public ImageDataset open(String name, Path data, Split split, DatasetReading reading)
            throws DatasetException {
        boolean leavesOut = reading.unreadable() == UnreadableImages.LEFT_OUT;
        ImageDataset opened = named(name).open(data, split, ownReading(reading));
        Optional<Resizing> resizing = resizing(opened, reading);
        if (resizing.isEmpty() && reading.larger().isPresent() && !leavesOut) {
            opened = named(name).open(data, split, reading);
        }
        if (leavesOut) {
            opened = readable(opened, resizing, reading.maxBytesInMemory().orElse(0));
        }
        if (reading.clean().isPresent()) {
            opened = CleanBeside.of(corrupted(opened), clean(reading.clean().get(), split));
        }
        return resizing.isPresent() ? resizing.get().applyTo(opened) : opened;
    }

    /** The name of the array that is a split's images; empty if they are in no NumPy archive. */
    public static Optional<String> array(
            String name, Path data, Split split, DatasetReading reading) {
        return name.equals(NpzImages.NAME)
                ? NpzImages.array(data, split, reading)
                : Optional.empty();
    }

    /** Images that may be resized, or left out, are in files that are read one by one. */
    private static DatasetReading ownReading(DatasetReading reading) {
        boolean oneByOne =
                reading.resizing().isPresent()
                        || reading.larger().isPresent()
                        || reading.unreadable() == UnreadableImages.LEFT_OUT;
        return oneByOne ? reading.within(0) : reading;
    }

    private static Optional<Resizing> resizing(ImageDataset opened, DatasetReading reading) {
        return reading.resizing()
                .or(
                        () ->
                                reading.larger()
                                        .filter(
                                                images ->
                                                        images.areOf(
                                                                opened.height(), opened.width()))
                                        .map(LargerImages::resizing));
    }

    private static ImageDataset readable(
            ImageDataset opened, Optional<Resizing> resizing, long maxBytesInMemory)
            throws DatasetException {
        if (opened instanceof CorruptedDataset) {
            throw new DatasetException(
                    "Cannot leave images of "
                            + opened.name()
                            + " out: each must be there under every condition. Use it without"
                            + " --skip-unreadable.");
        }
        if (opened.inMemory()) {
            return opened;
        }
        return resizing.isPresent()
                ? ReadableImages.ofAnySize(opened)
                : ReadableImages.of(opened, maxBytesInMemory);
    }

    private ImageDataset clean(CleanSet clean, Split split) throws DatasetException {
        return named(clean.name()).open(clean.data(), split, DatasetReading.DEFAULT);
    }

    private static CorruptedDataset corrupted(ImageDataset opened) throws DatasetException {
        if (opened instanceof CorruptedDataset corrupted) {
            return corrupted;
        }
        throw new DatasetException(
                "Cannot put clean images beside those of "
                        + opened.name()
                        + ": its images are clean. Use --include-clean without a directory.");
    }

    private DatasetFormat named(String name) throws DatasetException {
        for (DatasetFormat format : list) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw new DatasetException(
                "Unknown data set: " + name + ". Use one of " + String.join(", ", names()) + ".");
    }
}
