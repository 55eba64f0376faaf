package dev.midstream.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.images.npy.NpyLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Data sets in CIFAR-10's binary layout, with their classes in another order or only some of them.
 */
final class OtherClasses {
    private static final int RECORD = 1 + 3 * 32 * 32;
    private static final int CLASSES = 10;
    private static final int NAME_BYTES = 16;

    private OtherClasses() {}

    /** Writes the training images of a data set with the classes in the opposite order. */
    static void reversed(Path data, Path directory) throws IOException, DatasetException {
        List<String> names = new ArrayList<>(Datasets.open("cifar10", data, Split.TEST).classes());
        Collections.reverse(names);
        Files.write(directory.resolve("batches.meta.txt"), names);
        for (int batch = 1; batch <= 5; batch++) {
            String name = "data_batch_" + batch + ".bin";
            byte[] records = Files.readAllBytes(data.resolve(name));
            for (int i = 0; i < records.length; i += RECORD) {
                records[i] = (byte) (CLASSES - 1 - records[i]);
            }
            Files.write(directory.resolve(name), records);
        }
    }

    /**
     * Writes the test images of some classes, with their names.
     *
     * @return their number
     */
    static int some(Path data, List<String> names, Path file) throws IOException, DatasetException {
        ImageDataset all = Datasets.open("cifar10", data, Split.TEST);
        Subset some =
                Subset.leading(all, all.size())
                        .where(image -> names.contains(all.classes().get(all.label(image))));
        int[] labels = new int[some.size()];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyHeader.of("|u1", some.size(), 32, 32, 3).encode());
            for (int i = 0; i < labels.length; i++) {
                zip.write(some.image(i).pixels());
                labels[i] = names.indexOf(all.classes().get(some.label(i)));
            }
            zip.putNextEntry(new ZipEntry("labels.npy"));
            NpyLabels.write(zip, labels, 1, names.size());
            zip.putNextEntry(new ZipEntry("classes.npy"));
            zip.write(NpyHeader.of("|S" + NAME_BYTES, names.size()).encode());
            for (String name : names) {
                zip.write(Arrays.copyOf(name.getBytes(UTF_8), NAME_BYTES));
            }
        }
        return labels.length;
    }
}
