package dev.midstream.images.dataset.format;

import static dev.midstream.images.dataset.file.TestPictures.colour;
import static dev.midstream.images.dataset.file.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.dataset.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyImageNetTest {

    @TempDir private Path data;

    @BeforeEach
    void writeOfficialLayout() throws IOException {
        Files.writeString(data.resolve("wnids.txt"), "n02\nn01\n");
        write(data.resolve("train/n01/images/n01_0.JPEG"), 64, 64, 0x010203);
        write(data.resolve("train/n02/images/n02_0.JPEG"), 64, 64, 0x040506);
        write(data.resolve("train/n02/images/n02_1.JPEG"), 64, 64, 0x070809);
        write(data.resolve("val/images/val_0.JPEG"), 64, 64, 0x0a0b0c);
        write(data.resolve("val/images/val_1.JPEG"), 64, 64, 0x0d0e0f);
        annotate("val_0.JPEG\tn02\t0\t0\t63\t63\nval_1.JPEG\tn01\t1\t2\t3\t4\n");
    }

    @Test
    void open_train_numbersClassesByName() throws Exception {
        ImageDataset dataset = Datasets.open("tiny-imagenet", data, Split.TRAIN);

        assertThat(dataset.classes()).containsExactly("n01", "n02");
        assertThat(dataset.labels()).containsExactly(0, 1, 1);
        assertThat(dataset.imageId(2)).isEqualTo("n02/n02_1.JPEG");
        assertThat(colour(dataset, 2)).isEqualTo(0x070809);
        assertThat(dataset.height()).isEqualTo(64);
        assertThat(dataset.width()).isEqualTo(64);
    }

    @Test
    void open_test_isTheAnnotatedValidationSet() throws Exception {
        ImageDataset dataset = Datasets.open("tiny-imagenet", data, Split.TEST);

        assertThat(dataset.labels()).containsExactly(1, 0);
        assertThat(dataset.imageId(0)).isEqualTo("n02/val_0.JPEG");
        assertThat(colour(dataset, 1)).isEqualTo(0x0d0e0f);
    }

    @Test
    void open_limitedMemory_holdsImagesUpToTheLimit() throws Exception {
        long bytes = 3 * 64 * 64 * 3;
        ImageDataset held =
                Datasets.open(
                        "tiny-imagenet", data, Split.TRAIN, DatasetReading.DEFAULT.within(bytes));
        ImageDataset read =
                Datasets.open(
                        "tiny-imagenet",
                        data,
                        Split.TRAIN,
                        DatasetReading.DEFAULT.within(bytes - 1));

        assertThat(held.inMemory()).isTrue();
        assertThat(read.inMemory()).isFalse();
        assertThat(Subset.leading(read, read.size()).inMemory()).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(held.image(i)).isEqualTo(read.image(i)).isEqualTo(read.original(i));
            assertThat(held.imageId(i)).isEqualTo(read.imageId(i));
        }
        Files.write(data.resolve("train/n02/images/n02_0.JPEG"), new byte[] {1, 2});
        // Held before it was damaged.
        assertThat(colour(held, 1)).isEqualTo(0x040506);
        assertThatThrownBy(
                        () ->
                                Datasets.open(
                                        "tiny-imagenet",
                                        data,
                                        Split.TRAIN,
                                        DatasetReading.DEFAULT.within(bytes)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("n02_0.JPEG");
    }

    @Test
    void open_annotationsThatDoNotFit_areRefused() throws Exception {
        Path annotations = annotate("val_0.JPEG\tn02\t0\n");
        assertRefused(
                "Cannot read "
                        + annotations
                        + ": it has 1 lines for 2 images in "
                        + data.resolve("val/images")
                        + ".");
        for (String second :
                new String[] {"val_1.JPEG\tn03", "val_0.JPEG\tn01", "val_9.JPEG\tn01", "val_1"}) {
            annotate("val_0.JPEG\tn02\t0\n" + second + "\n");
            assertRefused(
                    "Cannot read "
                            + annotations
                            + ": line 2 does not name an image of "
                            + data.resolve("val/images")
                            + " that is not named before, and a class of wnids.txt.");
        }
    }

    @Test
    void image_otherSize_isRefused() throws Exception {
        Path file = write(data.resolve("val/images/val_1.JPEG"), 64, 63, 0);
        ImageDataset dataset = Datasets.open("tiny-imagenet", data, Split.TEST);

        assertThatThrownBy(() -> dataset.image(1))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(
                        "Cannot read "
                                + file
                                + ": it is 64x63 pixels, images of tiny-imagenet are 64x64. Resize"
                                + " all images to one size, for instance with --resize and"
                                + " --crop.");
    }

    @Test
    void open_missingParts_areRefused() throws Exception {
        Files.delete(data.resolve("wnids.txt"));
        assertRefused("Cannot read " + data.resolve("wnids.txt") + ": it does not exist.");

        Files.writeString(data.resolve("wnids.txt"), "n01\nn01\n");
        assertRefused(
                "Cannot read "
                        + data.resolve("wnids.txt")
                        + ": it does not name classes once each.");
    }

    private Path annotate(String lines) throws IOException {
        return Files.writeString(data.resolve("val/val_annotations.txt"), lines);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Datasets.open("tiny-imagenet", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }
}
