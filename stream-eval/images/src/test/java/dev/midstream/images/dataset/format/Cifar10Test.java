package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    private static final int RECORD = 3073;

    @TempDir private Path data;

    @Test
    void open_testBatch_putsChannelsLast() throws Exception {
        Files.write(data.resolve("test_batch.bin"), records(6, 8));

        ImageDataset dataset = Datasets.open("cifar10", data, Split.TEST);

        assertThat(dataset.labels()).containsExactly(6, 8);
        assertThat(dataset.classes()).hasSize(10).startsWith("airplane").endsWith("truck");
        assertThat(dataset.imageId(1)).isEqualTo("test-00001");
        byte[] pixels = dataset.image(1).pixels();
        for (int i = 0; i < 1024; i++) {
            for (int channel = 0; channel < 3; channel++) {
                assertThat(pixels[3 * i + channel]).isEqualTo(planar(1, channel * 1024 + i));
            }
        }
    }

    @Test
    void open_train_readsAllBatchesInOrder() throws Exception {
        Path unpacked = Files.createDirectory(data.resolve("cifar-10-batches-bin"));
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(unpacked.resolve("data_batch_" + batch + ".bin"), records(batch, 0));
        }

        ImageDataset dataset = Datasets.open("cifar10", data, Split.TRAIN);

        assertThat(dataset.labels()).containsExactly(1, 0, 2, 0, 3, 0, 4, 0, 5, 0);
        assertThat(dataset.imageId(9)).isEqualTo("train-00009");
    }

    @Test
    void open_metaFile_namesTheClasses() throws Exception {
        Files.write(data.resolve("test_batch.bin"), records(0));
        Files.write(
                data.resolve("batches.meta.txt"),
                IntStream.range(0, 11).mapToObj(i -> i < 10 ? "class" + i : "").toList());

        assertThat(Datasets.open("cifar10", data, Split.TEST).classes())
                .hasSize(10)
                .contains("class7");
    }

    @Test
    void open_metaFileOfAnotherDataSet_isRefused() throws Exception {
        Files.write(data.resolve("test_batch.bin"), records(0));
        Path meta = Files.writeString(data.resolve("batches.meta.txt"), "cat\ndog\n");

        assertRefused("Cannot read " + meta + ": it names 2 classes, not 10.");
    }

    @Test
    void open_truncatedRecord_namesItsOffset() throws Exception {
        Path file = data.resolve("test_batch.bin");
        Files.write(file, Arrays.copyOf(records(1, 2, 3), 3 * RECORD - 1));

        assertRefused(
                "Cannot read "
                        + file
                        + ": its 9218 bytes are not a whole number of records of 3073; the last"
                        + " one starts at offset 6146. Is it truncated?");
    }

    @Test
    void open_labelOutOfRange_namesTheOffset() throws Exception {
        Path file = Files.write(data.resolve("test_batch.bin"), records(1, 200));

        assertRefused(
                "Cannot read "
                        + file
                        + ": label 200 at offset 3073 is not one of the classes 0 to 9.");
    }

    @Test
    void open_missingBatch_namesIt() throws IOException {
        Files.write(data.resolve("data_batch_1.bin"), records(1));

        assertThatThrownBy(() -> Datasets.open("cifar10", data, Split.TRAIN))
                .hasMessage("Cannot read %s: it does not exist.", data.resolve("data_batch_2.bin"));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Datasets.open("cifar10", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }

    private static byte[] records(int... labels) {
        byte[] content = new byte[labels.length * RECORD];
        for (int i = 0; i < labels.length; i++) {
            content[i * RECORD] = (byte) labels[i];
            for (int k = 0; k < RECORD - 1; k++) {
                content[i * RECORD + 1 + k] = planar(i, k);
            }
        }
        return content;
    }

    private static byte planar(int record, int index) {
        return (byte) (31 * record + index / 1024 * 70 + index % 67);
    }
}
