package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10 in its official binary version: records of one label byte and 32x32 pixels, all red,
 * then all green, then all blue. Class names come from {@code batches.meta.txt} if it exists.
 */
final class Cifar10 {

    static final String NAME = "cifar10";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME,
                    DatasetFormat.Kind.DIRECTORY,
                    (data, split, reading) -> open(data, split));

    private static final String OFFICIAL_DIRECTORY = "cifar-10-batches-bin";
    static final List<String> CLASSES =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");

    private Cifar10() {}

    static ImageDataset open(Path data, Split split) throws DatasetException {
        // The archive unpacks to a directory of its own; its parent is accepted as well.
        Path unpacked = data.resolve(OFFICIAL_DIRECTORY);
        Path directory = Files.isDirectory(unpacked) ? unpacked : data;
        CifarRecords records = new CifarRecords(List.of(CLASSES.size()));
        for (String file : files(split)) {
            records.read(directory.resolve(file));
        }
        List<String> classes = CifarRecords.classes(directory.resolve("batches.meta.txt"), CLASSES);
        return records.dataset(NAME, classes, split);
    }

    private static List<String> files(Split split) {
        return split == Split.TEST
                ? List.of("test_batch.bin")
                : List.of(
                        "data_batch_1.bin",
                        "data_batch_2.bin",
                        "data_batch_3.bin",
                        "data_batch_4.bin",
                        "data_batch_5.bin");
    }
}
