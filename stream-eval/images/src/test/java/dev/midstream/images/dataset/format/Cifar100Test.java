package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar100Test {

    private static final int RECORD = 3074;

    @TempDir private Path data;

    @Test
    void open_records_haveFineLabelsAndChannelsLast() throws Exception {
        byte[] content = new byte[2 * RECORD];
        content[0] = 19;
        content[1] = 99;
        content[RECORD] = 3;
        content[RECORD + 1] = 42;
        content[RECORD + 2 + 5] = 11;
        content[RECORD + 2 + 1024 + 5] = 22;
        content[RECORD + 2 + 2048 + 5] = 33;
        Path unpacked = Files.createDirectory(data.resolve("cifar-100-binary"));
        Files.write(unpacked.resolve("test.bin"), content);

        ImageDataset dataset = Datasets.open("cifar100", data, Split.TEST);

        assertThat(dataset.labels()).containsExactly(99, 42);
        assertThat(dataset.classes()).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(dataset.classes().get(99)).isEqualTo("worm");
        assertThat(dataset.imageId(1)).isEqualTo("test-00001");
        assertThat(Arrays.copyOfRange(dataset.image(1).pixels(), 15, 18))
                .containsExactly(11, 22, 33);
    }

    @Test
    void open_namesFile_namesTheClasses() throws Exception {
        Files.write(data.resolve("train.bin"), new byte[RECORD]);
        Path names = data.resolve("fine_label_names.txt");
        Files.write(names, IntStream.range(0, 100).mapToObj(i -> "fine" + i).toList());

        assertThat(Datasets.open("cifar100", data, Split.TRAIN).classes()).contains("fine99");

        Files.write(names, IntStream.range(0, 99).mapToObj(i -> "fine" + i).toList());
        assertThatThrownBy(() -> Datasets.open("cifar100", data, Split.TRAIN))
                .hasMessage("Cannot read " + names + ": it names 99 classes, not 100.");
    }

    @Test
    void open_damaged_namesTheOffset() throws Exception {
        Path file = data.resolve("test.bin");
        Files.write(file, new byte[2 * RECORD - 1]);
        assertThatThrownBy(() -> Datasets.open("cifar100", data, Split.TEST))
                .hasMessageContaining("the last one starts at offset 3074.");

        byte[] content = new byte[RECORD];
        content[0] = 20;
        Files.write(file, content);
        assertThatThrownBy(() -> Datasets.open("cifar100", data, Split.TEST))
                .hasMessageContaining("label 20 at offset 0 is not one of the classes 0 to 19.");

        content[0] = 0;
        content[1] = 100;
        Files.write(file, content);
        assertThatThrownBy(() -> Datasets.open("cifar100", data, Split.TEST))
                .hasMessageContaining("label 100 at offset 1 is not one of the classes 0 to 99.");
    }
}
