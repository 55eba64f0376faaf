package dev.midstream.publisher;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A small test split in CIFAR-10's files: image {@code i} has label {@code i % 10}. */
public final class CifarFiles {

    private static final int RECORD = 3073;

    private CifarFiles() {}

    public static void write(Path directory, int images) throws IOException {
        byte[] content = new byte[images * RECORD];
        new Random(1).nextBytes(content);
        label(content);
        Files.write(directory.resolve("test_batch.bin"), content);
    }

    /** Images of one colour, but for the last, which is noise and does not compress. */
    public static void writeFlatButLast(Path directory, int images) throws IOException {
        byte[] content = new byte[images * RECORD];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 0, (images - 1) * RECORD, (byte) 77);
        label(content);
        Files.write(directory.resolve("test_batch.bin"), content);
    }

    public static ImageDataset open(Path directory) throws DatasetException {
        return Datasets.open("cifar10", directory, Split.TEST);
    }

    private static void label(byte[] content) {
        for (int i = 0; i * RECORD < content.length; i++) {
            content[i * RECORD] = (byte) (i % 10);
        }
    }
}
