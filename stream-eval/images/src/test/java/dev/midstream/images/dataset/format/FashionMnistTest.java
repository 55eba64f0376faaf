package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

    private static final String IMAGES = "t10k-images-idx3-ubyte";
    private static final String LABELS = "t10k-labels-idx1-ubyte";

    @TempDir private Path data;

    @Test
    void open_plainFiles_padsToRgb() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.images(3, 28, 28), IdxFiles.labels(9, 0, 4));

        ImageDataset dataset = Datasets.open("fashion-mnist", data, Split.TEST);

        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.classes()).hasSize(10).contains("Ankle boot");
        assertThat(dataset.labels()).containsExactly(9, 0, 4);
        assertThat(dataset.imageId(2)).isEqualTo("test-00002");
        Image image = dataset.image(1);
        assertThat(image.height()).isEqualTo(32);
        assertThat(image.width()).isEqualTo(32);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                boolean inside = y >= 2 && y < 30 && x >= 2 && x < 30;
                int expected = inside ? (1 + (y - 2) * 28 + x - 2) % 251 : 0;
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(image.pixels()[(y * 32 + x) * 3 + channel] & 0xff)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void open_gzippedTrainFiles_readsThem() throws Exception {
        IdxFiles.writeGzip(data.resolve("train-images-idx3-ubyte.gz"), IdxFiles.images(2, 28, 28));
        IdxFiles.writeGzip(data.resolve("train-labels-idx1-ubyte.gz"), IdxFiles.labels(1, 2));

        ImageDataset dataset = Datasets.open("fashion-mnist", data, Split.TRAIN);

        assertThat(dataset.labels()).containsExactly(1, 2);
        assertThat(dataset.imageId(1)).isEqualTo("train-00001");
    }

    @Test
    void copyPixels_offset_placesTheImageThere() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.images(2, 28, 28), IdxFiles.labels(0, 1));
        ImageDataset dataset = Datasets.open("fashion-mnist", data, Split.TEST);
        byte[] batch = new byte[2 * 3072];

        dataset.copyPixels(1, batch, 3072);

        assertThat(Arrays.copyOfRange(batch, 3072, 6144)).isEqualTo(dataset.image(1).pixels());
        assertThat(Arrays.copyOfRange(batch, 0, 3072)).containsOnly(0);
    }

    @Test
    void open_truncatedImages_isRefused() throws Exception {
        byte[] images = Arrays.copyOf(IdxFiles.images(3, 28, 28), 2000);
        IdxFiles.write(data, "t10k", images, IdxFiles.labels(0, 1, 2));

        assertRefused(
                "Cannot read %s: it is truncated, 2000 bytes where its header declares 2368.",
                IMAGES);
    }

    @Test
    void open_truncatedHeader_isRefused() throws Exception {
        IdxFiles.write(data, "t10k", new byte[7], IdxFiles.labels(0));

        assertRefused("Cannot read %s: it ends after 7 bytes, within its header of 16.", IMAGES);
    }

    @Test
    void open_trailingBytes_isRefused() throws Exception {
        byte[] labels = Arrays.copyOf(IdxFiles.labels(0), 20);
        IdxFiles.write(data, "t10k", IdxFiles.images(1, 28, 28), labels);

        assertRefused(
                "Cannot read %s: it is too long, 20 bytes where its header declares 9.", LABELS);
    }

    @Test
    void open_wrongMagic_isRefused() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.labels(new int[20]), IdxFiles.labels(0));

        assertRefused(
                "Cannot read %s: it starts with 0x00000801, an IDX file of this kind with"
                        + " 0x00000803.",
                IMAGES);
    }

    @Test
    void open_otherImageSize_isRefused() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.images(1, 27, 28), IdxFiles.labels(0));

        assertRefused(
                "Cannot read %s: its images are 27x28 pixels (offset 8), Fashion-MNIST's are"
                        + " 28x28.",
                IMAGES);
    }

    @Test
    void open_negativeCount_isRefused() throws Exception {
        byte[] images = IdxFiles.images(1, 28, 28);
        images[4] = (byte) 0xff;
        IdxFiles.write(data, "t10k", images, IdxFiles.labels(0));

        assertRefused("Cannot read %s: its header (offset 4) declares -16777215 items.", IMAGES);
    }

    @Test
    void open_fewerLabelsThanImages_isRefused() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.images(3, 28, 28), IdxFiles.labels(0, 1));

        assertRefused("Cannot read %s: it holds 2 labels for 3 images in " + IMAGES + ".", LABELS);
    }

    @Test
    void open_labelOutOfRange_namesTheOffset() throws Exception {
        IdxFiles.write(data, "t10k", IdxFiles.images(2, 28, 28), IdxFiles.labels(3, 10));

        assertRefused(
                "Cannot read %s: label 10 at offset 9 is not one of the classes 0 to 9.", LABELS);
    }

    @Test
    void open_missingFile_namesBothForms() {
        assertThatThrownBy(() -> Datasets.open("fashion-mnist", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "Cannot open data set fashion-mnist: neither %s nor %s.gz exists.",
                        data.resolve(IMAGES), data.resolve(IMAGES));
    }

    @Test
    void open_damagedGzip_isRefused() throws Exception {
        Path file = data.resolve(IMAGES + ".gz");
        IdxFiles.writeGzip(file, IdxFiles.images(3, 28, 28));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Files.write(data.resolve(LABELS), IdxFiles.labels(0, 1, 2));

        assertRefused("Cannot read %s: its gzip data is truncated.", IMAGES + ".gz");

        Files.writeString(file, "not gzip at all");
        assertRefused("Cannot read %s: Not in GZIP format.", IMAGES + ".gz");
    }

    private void assertRefused(String message, String file) throws IOException {
        assertThatThrownBy(() -> Datasets.open("fashion-mnist", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message, data.resolve(file));
    }
}
