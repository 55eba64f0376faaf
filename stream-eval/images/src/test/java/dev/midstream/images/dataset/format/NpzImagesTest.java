package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.npy.NpyHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzImagesTest {

    private static final byte[] PIXELS = new byte[3 * 2 * 4 * 3];

    static {
        for (int i = 0; i < PIXELS.length; i++) {
            PIXELS[i] = (byte) (i * 3);
        }
    }

    @TempDir private Path directory;

    @Test
    void open_imagesAndLabels_areRead() throws Exception {
        Path file = write(PIXELS, new byte[] {11, 0, 5});

        ImageDataset dataset = Datasets.open("npz", file, Split.TEST);

        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.height()).isEqualTo(2);
        assertThat(dataset.width()).isEqualTo(4);
        assertThat(dataset.labels()).containsExactly(11, 0, 5);
        assertThat(dataset.classes()).hasSize(100);
        assertThat(dataset.imageId(2)).isEqualTo("test-00002");
        assertThat(dataset.image(2).pixels()).isEqualTo(Arrays.copyOfRange(PIXELS, 48, 72));
    }

    @Test
    void open_imagesOnly_hasNoLabels() throws Exception {
        ImageDataset dataset = Datasets.open("npz", write(PIXELS, new byte[0]), Split.TEST);

        assertThat(dataset.labelled()).isFalse();
        assertThat(dataset.classes()).isEmpty();
        assertThat(dataset.label(1)).isEqualTo(-1);
        assertThat(Subset.all(dataset).labelled()).isFalse();
    }

    @Test
    void open_damaged_isRefused() throws Exception {
        Path file = write(Arrays.copyOf(PIXELS, 60), new byte[0]);
        assertRefused(
                file,
                "Cannot read "
                        + file
                        + ": array images is truncated at offset 188, its header declares 3"
                        + " images.");

        write(Arrays.copyOf(PIXELS, 73), new byte[0]);
        assertRefused(file, "Cannot read " + file + ": data follows the images at offset 200.");

        write(PIXELS, new byte[] {1, 2});
        assertRefused(file, "Cannot read " + file + ": it holds 2 labels for 3 images.");

        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Datasets.open("npz", file, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("Cannot read " + file + ": ");

        assertThatThrownBy(() -> Datasets.open("npz", directory, Split.TEST))
                .hasMessage("Cannot open data set npz: %s is not a file.", directory);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Datasets.open("npz", file, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }

    private Path write(byte[] pixels, byte[] labels) throws IOException {
        Path file = directory.resolve("images.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("images.npy"));
            zip.write(NpyHeader.of("|u1", 3, 2, 4, 3).encode());
            zip.write(pixels);
            if (labels.length > 0) {
                zip.putNextEntry(new ZipEntry("labels.npy"));
                zip.write(NpyHeader.of("|u1", labels.length).encode());
                zip.write(labels);
            }
        }
        return file;
    }
}
