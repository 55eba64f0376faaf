package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

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
                            CorruptedTree.IMAGENET.format()));

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

    public ImageDataset open(String name, Path data, Split split, OptionalLong maxBytesInMemory)
            throws DatasetException {
        for (DatasetFormat format : list) {
            if (format.name().equals(name)) {
                return format.open(data, split, maxBytesInMemory);
            }
        }
        throw new DatasetException(
                "Unknown data set: " + name + ". Use one of " + String.join(", ", names()) + ".");
    }
}
