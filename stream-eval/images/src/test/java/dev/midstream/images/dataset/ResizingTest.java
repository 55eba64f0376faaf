package dev.midstream.images.dataset;

import static dev.midstream.images.dataset.file.TestPictures.colour;
import static dev.midstream.images.dataset.file.TestPictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.images.Image;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResizingTest {

    /** What Pillow makes of {@link #pattern}: see pillow_resizing.py. */
    @Test
    void apply_anySize_equalsPillowToTheByte() throws Exception {
        JsonNode cases;
        try (InputStream record = ResizingTest.class.getResourceAsStream("resizing.json")) {
            cases = new ObjectMapper().readTree(record).get("cases");
        }
        assertThat(cases).hasSizeGreaterThan(30);
        for (JsonNode recorded : cases) {
            Resizing resizing = new Resizing(side(recorded, "resize"), side(recorded, "crop"));

            Image result =
                    resizing.apply(
                            pattern(recorded.get("width").asInt(), recorded.get("height").asInt()));

            String name = recorded.toString();
            assertThat(result.width()).as(name).isEqualTo(recorded.get("resultWidth").asInt());
            assertThat(result.height()).as(name).isEqualTo(recorded.get("resultHeight").asInt());
            if (recorded.has("rgb")) {
                assertThat(result.pixels())
                        .as(name)
                        .isEqualTo(Base64.getDecoder().decode(recorded.get("rgb").asText()));
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(result.pixels());
            assertThat(HexFormat.of().formatHex(digest))
                    .as(name)
                    .isEqualTo(recorded.get("sha256").asText());
        }
    }

    private static OptionalInt side(JsonNode recorded, String name) {
        int side = recorded.get(name).asInt();
        return side == 0 ? OptionalInt.empty() : OptionalInt.of(side);
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
                DatasetReading.DEFAULT.resized(Optional.of(resizing)));
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
