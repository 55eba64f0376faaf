package dev.midstream.images.dataset;

import static dev.midstream.images.dataset.file.TestPictures.colour;
import static dev.midstream.images.dataset.file.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.ConditionFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizingTest {

    /** Hashes of what Pillow 9.4.0 gives for {@code resize(..., BILINEAR)} and {@code crop}. */
    @ParameterizedTest
    @CsvSource({
        "400, 300, 2baf5b89c37b90b426f8e5878aeca712d3f50c30621e5aa91ab6d891e0293d03",
        "301, 517, 1cad04bdb49ddaedb3e2bae68aaa64d4942804ab770cb8de0e2b36d4a174145c",
        "50, 40, 6400e4add756824b75a50d471cf3dc12a325035510a2d5e6213c758677d8d6bf",
        "256, 256, dc32f2313e747420993951d4277e4c693a45b8ec347484e70c658e414513f32a",
        "1000, 333, 03185ec74a46c9e97c12ce6e26dae53d11635d3fd95e49dbf5e66b435914a1fb"
    })
    void apply_anySize_equalsPillowToTheByte(int width, int height, String hash) throws Exception {
        Image result = Resizing.of(256, 224).apply(pattern(width, height));

        assertThat(result.height()).isEqualTo(224);
        assertThat(result.width()).isEqualTo(224);
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(result.pixels())))
                .isEqualTo(hash);
    }

    @Test
    void apply_cropOnly_takesTheCentreAsItIs() {
        Image image = pattern(7, 5);

        Image cropped = new Resizing(OptionalInt.empty(), OptionalInt.of(4)).apply(image);

        // (5 - 4) / 2 and (7 - 4) / 2 round to even: row 0, column 2.
        assertThat(Arrays.copyOf(cropped.pixels(), 12))
                .isEqualTo(Arrays.copyOfRange(image.pixels(), 6, 18));
        assertThat(cropped.height()).isEqualTo(4);
        assertThat(cropped.width()).isEqualTo(4);
    }

    @Test
    void apply_cropLargerThanTheImage_hasABlackBorder() {
        Image image = new Image(1, 2, 3, new byte[] {1, 2, 3, 4, 5, 6});

        Image cropped = new Resizing(OptionalInt.empty(), OptionalInt.of(3)).apply(image);

        // As torchvision pads: (3 - 2) / 2 = 0 columns before, one after; a row before and after.
        assertThat(cropped)
                .isEqualTo(
                        new Image(
                                3,
                                3,
                                3,
                                new byte[] {
                                    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0,
                                    0, 0, 0, 0, 0, 0
                                }));
    }

    @Test
    void apply_resizeOnly_keepsTheAspectRatio() {
        Image resized = new Resizing(OptionalInt.of(10), OptionalInt.empty()).apply(pattern(7, 5));

        assertThat(resized.height()).isEqualTo(10);
        assertThat(resized.width()).isEqualTo(14);
    }

    @Test
    void applyTo_imagesOfSeveralSizes_haveOneSizeWithACrop(@TempDir Path data) throws Exception {
        write(data.resolve("test/cat/a.png"), 6, 4, 0x010203);
        write(data.resolve("test/cat/b.png"), 4, 9, 0x040506);

        ImageDataset both = open(data, Resizing.of(4, 4));
        ImageDataset resizedOnly = open(data, new Resizing(OptionalInt.of(4), OptionalInt.empty()));

        assertThat(both.height()).isEqualTo(4);
        assertThat(colour(both, 1)).isEqualTo(0x040506);
        assertThat(both.image(1).height()).isEqualTo(4);
        assertThat(both.original(1).height()).isEqualTo(9);
        assertThatThrownBy(() -> resizedOnly.image(1))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(
                        "Cannot use cat/b.png of image-folder: resized it is 4x9 pixels, the first"
                                + " image 6x4. Give --crop, so that all have one size.");
    }

    @Test
    void applyTo_damagedFirstImage_isRefused(@TempDir Path data) throws Exception {
        Path file = data.resolve("test/cat/a.png");
        write(file, 6, 4, 0x010203);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));

        assertThatThrownBy(() -> open(data, Resizing.of(4, 4)))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("Cannot read " + file + ": ");
    }

    private static ImageDataset open(Path data, Resizing resizing) throws DatasetException {
        return Datasets.open(
                "image-folder",
                data,
                Split.TEST,
                new DatasetReading(
                        OptionalLong.empty(),
                        ArrayNames.KNOWN,
                        Optional.of(resizing),
                        ConditionFilter.ALL,
                        Optional.empty(),
                        List.of()));
    }

    private static Image pattern(int width, int height) {
        byte[] pixels = new byte[height * width * 3];
        int next = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[next++] = (byte) (x * 37 + y * 5 + c * 91 + x * y * 13);
                }
            }
        }
        return new Image(height, width, 3, pixels);
    }
}
