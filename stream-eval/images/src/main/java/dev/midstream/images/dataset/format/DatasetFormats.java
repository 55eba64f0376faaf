package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.CleanBeside;
import dev.midstream.images.dataset.CleanSet;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        // Images of different sizes can be resized, but only one by one.
        DatasetReading own = reading.resizing().isPresent() ? reading.within(0) : reading;
        ImageDataset opened = named(name).open(data, split, own);
        if (reading.clean().isPresent()) {
            opened = CleanBeside.of(corrupted(opened), clean(reading.clean().get(), split));
        }
        return reading.resizing().isPresent() ? reading.resizing().get().applyTo(opened) : opened;
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
