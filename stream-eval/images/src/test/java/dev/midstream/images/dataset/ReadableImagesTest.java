package dev.midstream.images.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.corruption.ConditionFilter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableImagesTest {
    private static final DatasetReading LEAVING_OUT =
            DatasetReading.DEFAULT.treating(UnreadableImages.LEFT_OUT);

    @TempDir private Path data;

    /** Two classes of three images; the first of both classes, and of the set, are damaged. */
    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("cat", "dog")) {
            Path directory = Files.createDirectories(data.resolve("test").resolve(name));
            for (int i = 0; i < 3; i++) {
                BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
                image.setRGB(i, i, 0xff8040);
                ImageIO.write(image, "png", directory.resolve(i + ".png").toFile());
            }
        }
        truncate("cat/0.png");
        truncate("dog/0.png");
    }

    @Test
    void open_damagedImages_areAnErrorUnlessTheyAreLeftOut() {
        assertThatThrownBy(() -> Datasets.open("image-folder", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("0.png");
    }

    @Test
    void require_damagedImages_areCountedAndNamed() throws Exception {
        ImageDataset leftOut = Datasets.open("image-folder", data, Split.TEST, LEAVING_OUT);
        ReadableImages.require(leftOut);
        truncate("cat/2.png");
        // Opened while its first image was whole, as a large set is that is not held in memory.
        ImageDataset images =
                Datasets.open("image-folder", data, Split.TEST, LEAVING_OUT.within(0));
        truncate("dog/1.png");
        assertThatThrownBy(() -> ReadableImages.require(images))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(
                        "Cannot read 1 of 3 images: dog/1.png. The first: Cannot read ")
                .hasMessageEndingWith("Mend them, or leave them out with --skip-unreadable.");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void open_damagedImages_areLeftOutAndNamed(long maxBytes) throws Exception {
        ImageDataset images =
                Datasets.open("image-folder", data, Split.TEST, LEAVING_OUT.within(maxBytes));

        assertThat(images.inMemory()).isEqualTo(maxBytes > 0);
        assertThat(images.size()).isEqualTo(4);
        assertThat(ids(images)).containsExactly("cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png");
        assertThat(images.labels()).containsExactly(0, 0, 1, 1);
        assertThat(images.image(1)).isEqualTo(images.image(3)).isNotEqualTo(images.image(0));
        assertThat(images.remarks()).hasSize(1);
        assertThat(images.remarks().get(0))
                .startsWith(
                        "Left out because they cannot be read: 2 of 6 images: cat/0.png,"
                                + " dog/0.png. The first: Cannot read ");
    }

    @Test
    void open_damagedImagesThatAreResized_areLeftOut() throws Exception {
        BufferedImage larger = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(larger, "png", data.resolve("test/dog/larger.png").toFile());

        ImageDataset images =
                Datasets.open(
                        "image-folder",
                        data,
                        Split.TEST,
                        LEAVING_OUT.resized(Optional.of(Resizing.of(4, 4))));

        assertThat(ids(images)).hasSize(5).contains("dog/larger.png");
        assertThat(images.image(4).width()).isEqualTo(4);
        assertThat(images.remarks()).hasSize(2);
    }

    @Test
    void open_largerImages_areResizedWhereTheyAre() throws Exception {
        LargerImages larger = new LargerImages(4, 4, Resizing.of(4, 4));
        LargerImages same = new LargerImages(6, 8, Resizing.of(6, 6));

        assertThat(open(LEAVING_OUT.fitting(Optional.of(larger))).width()).isEqualTo(4);
        assertThat(open(LEAVING_OUT.fitting(Optional.of(same))).width()).isEqualTo(8);
    }

    @Test
    void open_nothingCanBeRead_isRefused() throws Exception {
        for (String name : List.of("cat", "dog")) {
            for (int i = 1; i < 3; i++) {
                truncate(name + "/" + i + ".png");
            }
        }

        assertThatThrownBy(() -> open(LEAVING_OUT)).isInstanceOf(DatasetException.class);
    }

    @Test
    void open_allCanBeRead_noRemark() throws Exception {
        Files.delete(data.resolve("test/cat/0.png"));
        Files.delete(data.resolve("test/dog/0.png"));

        assertThat(open(LEAVING_OUT).remarks()).isEmpty();
    }

    @Test
    void open_corruptedImages_cannotBeLeftOut() throws Exception {
        Path corrupted = data.resolve("corrupted");
        for (int severity = 1; severity <= 5; severity++) {
            Path directory = corrupted.resolve("snow/" + severity + "/cat");
            Files.createDirectories(directory);
            Files.copy(data.resolve("test/cat/1.png"), directory.resolve("1.png"));
        }

        assertThatThrownBy(
                        () ->
                                Datasets.open(
                                        "corrupted-folder",
                                        corrupted,
                                        Split.TEST,
                                        LEAVING_OUT.of(ConditionFilter.ALL, Optional.empty())))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "Cannot leave images of corrupted-folder out: each must be there under"
                                + " every condition. Use it without --skip-unreadable.");
    }

    private ImageDataset open(DatasetReading reading) throws DatasetException {
        return Datasets.open("image-folder", data, Split.TEST, reading);
    }

    private static List<String> ids(ImageDataset images) {
        return IntStream.range(0, images.size()).mapToObj(images::imageId).toList();
    }

    private void truncate(String name) throws IOException {
        Path file = data.resolve("test").resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }
}
