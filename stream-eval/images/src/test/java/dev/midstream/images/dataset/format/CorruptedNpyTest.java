package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.images.npy.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptedNpyTest {

    @TempDir private Path data;

    @Test
    void open_directory_ordersBySeverity() throws Exception {
        writeLabels(7, 2, 7, 2, 7, 2, 7, 2, 7, 2);
        writeImages("snow", 10, 0);
        writeImages("contrast", 10, 100);

        CorruptedDataset dataset =
                (CorruptedDataset) Datasets.open("corrupted-npy", data, Split.TEST);

        assertThat(dataset.conditions()).hasSize(10).contains(new Condition("snow", 5));
        assertThat(dataset.conditions().get(7)).isEqualTo(new Condition("contrast", 3));
        assertThat(dataset.classes()).hasSize(8).startsWith("0").endsWith("7");
        assertThat(dataset.imagesPerCondition()).isEqualTo(2);
        int index = dataset.index(7, 1);
        assertThat(dataset.imageId(index)).isEqualTo("test-00001");
        assertThat(dataset.label(index)).isEqualTo(2);
        byte[] expected = new byte[32 * 32 * 3];
        Arrays.fill(expected, (byte) 105);
        assertThat(dataset.image(index)).isEqualTo(new Image(32, 32, 3, expected));
    }

    @Test
    void open_namesBesideTheLabels_areTheClasses() throws Exception {
        writeLabels(1, 1, 1, 1, 1);
        writeImages("snow", 5, 0);
        Files.writeString(data.resolve("classes.txt"), "cat\r\ndog\r\nowl\r\n");

        assertThat(Datasets.open("corrupted-npy", data, Split.TEST).classes())
                .containsExactly("cat", "dog", "owl");
    }

    @Test
    void open_someConditions_areTheOnlyOnes() throws Exception {
        writeLabels(1, 1, 1, 1, 1);
        writeImages("snow", 5, 0);
        Path contrast = writeImages("contrast", 5, 100);
        Files.write(contrast, new byte[1]);

        CorruptedDataset dataset =
                (CorruptedDataset)
                        Datasets.open(
                                "corrupted-npy",
                                data,
                                Split.TEST,
                                DatasetReading.DEFAULT.of(
                                        ConditionFilter.parse("snow", "2,4"), Optional.empty()));

        assertThat(dataset.conditions())
                .containsExactly(new Condition("snow", 2), new Condition("snow", 4));
        assertThat(dataset.image(1).pixels()).startsWith(3, 3, 3);
    }

    @Test
    void open_countsThatDiffer_areRefused() throws Exception {
        Path labels = writeLabels(1, 1, 1, 1, 1);
        Path images = writeImages("snow", 10, 0);
        assertRefused("Cannot read " + images + ": it holds 10 images for 5 labels in labels.npy.");

        writeLabels(1, 2, 3, 4);
        assertRefused(
                "Cannot read "
                        + labels
                        + ": its 4 labels are not the same number for each of 5 severities.");

        writeLabels(1, 2, 1, 2, 1, 2, 1, 3, 1, 2);
        assertRefused("Cannot read " + labels + ": label 7 is 3, at the severity before it is 2.");
    }

    @Test
    void open_truncatedArray_isRefused() throws Exception {
        writeLabels(1, 1, 1, 1, 1);
        Path images = writeImages("snow", 5, 0);
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 15_000));

        assertRefused(
                "Cannot read "
                        + images
                        + ": truncated, 15000 bytes where its header declares 15488.");
    }

    @Test
    void open_missingLabels_isRefused() throws Exception {
        writeImages("snow", 5, 0);

        assertRefused("Cannot read " + data.resolve("labels.npy") + ": it does not exist.");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Datasets.open("corrupted-npy", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }

    private Path writeLabels(int... labels) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(NpyHeader.of("|u1", labels.length).encode());
        for (int label : labels) {
            file.write(label);
        }
        return Files.write(data.resolve("labels.npy"), file.toByteArray());
    }

    /** Image {@code i} has one colour, {@code first + i}. */
    private Path writeImages(String corruption, int count, int first) throws IOException {
        Path file = data.resolve(corruption + ".npy");
        try (NpyWriter writer = NpyWriter.create(file, count, 32, 32, 3)) {
            for (int i = 0; i < count; i++) {
                byte[] pixels = new byte[32 * 32 * 3];
                Arrays.fill(pixels, (byte) (first + i));
                writer.write(i, pixels);
            }
        }
        return file;
    }
}
