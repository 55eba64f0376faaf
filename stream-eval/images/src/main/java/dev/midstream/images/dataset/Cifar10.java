package dev.midstream.images.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CIFAR-10 in its official binary version: records of one label byte and 32x32 pixels, all red,
 * then all green, then all blue. Class names come from {@code batches.meta.txt} if it is there.
 */
final class Cifar10 {

    static final String NAME = "cifar10";

    private static final String OFFICIAL_DIRECTORY = "cifar-10-batches-bin";
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int RECORD = 1 + PLANE * HeldImages.CHANNELS;
    private static final List<String> CLASSES =
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
        // The archive unpacks to a directory of its own; its parent will do as well.
        Path unpacked = data.resolve(OFFICIAL_DIRECTORY);
        Path directory = Files.isDirectory(unpacked) ? unpacked : data;
        List<byte[]> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (String file : files(split)) {
            readBatch(directory.resolve(file), images, labels);
        }
        return new HeldImages(
                NAME,
                classes(directory.resolve("batches.meta.txt")),
                SIDE,
                SIDE,
                images.toArray(new byte[0][]),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                HeldImages.numbered(split));
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

    private static void readBatch(Path file, List<byte[]> images, List<Integer> labels)
            throws DatasetException {
        byte[] content = BinaryFile.read(file);
        if (content.length == 0 || content.length % RECORD != 0) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": its "
                            + content.length
                            + " bytes are not a whole number of records of "
                            + RECORD
                            + "; the last one starts at offset "
                            + content.length / RECORD * RECORD
                            + ". Is it truncated?");
        }
        for (int offset = 0; offset < content.length; offset += RECORD) {
            labels.add(BinaryFile.label(file, content, offset, CLASSES.size()));
            images.add(channelsLast(content, offset + 1));
        }
    }

    private static byte[] channelsLast(byte[] planes, int offset) {
        byte[] image = new byte[PLANE * HeldImages.CHANNELS];
        for (int i = 0; i < PLANE; i++) {
            image[3 * i] = planes[offset + i];
            image[3 * i + 1] = planes[offset + PLANE + i];
            image[3 * i + 2] = planes[offset + 2 * PLANE + i];
        }
        return image;
    }

    private static List<String> classes(Path meta) throws DatasetException {
        if (!Files.exists(meta)) {
            return CLASSES;
        }
        List<String> names;
        try {
            names = Files.readAllLines(meta).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new DatasetException("Cannot read " + meta + ": " + e.getMessage() + ".", e);
        }
        List<String> present = names.stream().filter(name -> !name.isEmpty()).toList();
        if (present.size() != CLASSES.size()) {
            throw new DatasetException(
                    "Cannot read " + meta + ": it names " + present.size() + " classes, not 10.");
        }
        return present;
    }
}
