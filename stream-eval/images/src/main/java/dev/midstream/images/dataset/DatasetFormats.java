package dev.midstream.images.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Data-set formats with different names.
 *
 * @param list in the order in which their names are listed
 */
record DatasetFormats(List<DatasetFormat> list) {

    /** The formats that Midstream reads. */
    static final DatasetFormats KNOWN =
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

    DatasetFormats {
        list = List.copyOf(list);
    }

    /** Returns these formats and another. */
    DatasetFormats with(DatasetFormat format) {
        List<DatasetFormat> more = new ArrayList<>(list);
        more.add(format);
        return new DatasetFormats(more);
    }

    List<String> names() {
        return list.stream().map(DatasetFormat::name).toList();
    }

    List<String> corruptedNames() {
        return list.stream().filter(DatasetFormat::isCorrupted).map(DatasetFormat::name).toList();
    }

    ImageDataset open(String name, Path data, Split split, OptionalLong maxBytesInMemory)
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
