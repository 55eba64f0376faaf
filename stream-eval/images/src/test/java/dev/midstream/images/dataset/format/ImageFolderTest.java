package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.dataset.file.LazyImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {

    @TempDir private Path data;

    @Test
    void open_classDirectories_areSortedByName() throws Exception {
        save("test/dog/b.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        save("test/dog/a.PNG", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        save("test/cat/z.jpg", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        Files.writeString(data.resolve("test/dog/readme.txt"), "not an image");
        Files.createDirectory(data.resolve("test/.cache"));
        Files.writeString(data.resolve("test/labels.csv"), "not a class");

        ImageDataset dataset = Datasets.open("image-folder", data, Split.TEST);

        assertThat(dataset.name()).isEqualTo("image-folder");
        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertThat(dataset.labels()).containsExactly(0, 1, 1);
        assertThat(dataset.imageId(0)).isEqualTo("cat/z.jpg");
        assertThat(dataset.imageId(1)).isEqualTo("dog/a.PNG");
        assertThat(dataset.imageId(2)).isEqualTo("dog/b.png");
        assertThat(dataset.width()).isEqualTo(6);
        assertThat(dataset.height()).isEqualTo(4);
        assertThat(dataset.channels()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB
            })
    void open_colourPng_keepsThePixels(int type) throws Exception {
        BufferedImage image = gradient(6, 4, type);
        save("test/cat/a.png", image);

        byte[] pixels = Datasets.open("image-folder", data, Split.TEST).image(0).pixels();

        for (int i = 0; i < 24; i++) {
            int rgb = image.getRGB(i % 6, i / 6);
            assertThat(pixels[3 * i] & 0xff).isEqualTo(rgb >> 16 & 0xff);
            assertThat(pixels[3 * i + 1] & 0xff).isEqualTo(rgb >> 8 & 0xff);
            assertThat(pixels[3 * i + 2] & 0xff).isEqualTo(rgb & 0xff);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void open_greyPng_copiesTheValueToAllChannels(int type) throws Exception {
        BufferedImage image = new BufferedImage(16, 16, type);
        int high = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, i * high);
        }
        save("test/cat/a.png", image);

        byte[] pixels = Datasets.open("image-folder", data, Split.TEST).image(0).pixels();

        for (int i = 0; i < 256; i++) {
            assertThat(pixels[3 * i] & 0xff).isEqualTo(i);
            assertThat(pixels[3 * i + 1] & 0xff).isEqualTo(i);
            assertThat(pixels[3 * i + 2] & 0xff).isEqualTo(i);
        }
    }

    @Test
    void open_twoSizes_namesTheOddFile() throws Exception {
        save("test/cat/a.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        save("test/cat/b.png", gradient(6, 5, BufferedImage.TYPE_INT_RGB));
        save("test/cat/c.png", gradient(7, 5, BufferedImage.TYPE_INT_RGB));

        assertRefused(
                "Cannot read "
                        + data.resolve("test/cat/b.png")
                        + ": it is 6x5 pixels, the images before it are 6x4. Resize all images to"
                        + " one size, for instance with --resize and --crop.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void open_truncatedImage_isRefusedWhereverItEnds(String format) throws Exception {
        byte[] whole = encoded(gradient(64, 64, BufferedImage.TYPE_INT_RGB), format);
        Path file = data.resolve("test/cat/b." + format);
        save("test/cat/a." + format, gradient(64, 64, BufferedImage.TYPE_INT_RGB));
        for (int percent : new int[] {0, 1, 10, 50, 90}) {
            Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));

            assertThatThrownBy(() -> Datasets.open("image-folder", data, Split.TEST))
                    .as("%d %% of a %s", percent, format)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith("Cannot read " + file + ": ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void open_moreThanFitsIntoMemory_readsTheSameImagesLater() throws Exception {
        save("test/cat/a.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        save("test/dog/b.png", gradient(6, 4, BufferedImage.TYPE_INT_ARGB));
        ImageDataset held = ImageFolder.open(data, Split.TEST, DatasetReading.DEFAULT.within(144));
        ImageDataset lazy = ImageFolder.open(data, Split.TEST, DatasetReading.DEFAULT.within(143));

        assertThat(held).isInstanceOf(InMemoryImages.class);
        assertThat(lazy).isInstanceOf(LazyImages.class);
        for (int i = 0; i < 2; i++) {
            assertThat(lazy.image(i)).isEqualTo(held.image(i));
            assertThat(lazy.imageId(i)).isEqualTo(held.imageId(i));
        }
        assertThat(lazy.labels()).isEqualTo(held.labels());
        Path file = Files.write(data.resolve("test/dog/b.png"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> lazy.image(1))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(
                        "Cannot read "
                                + file
                                + ": it is not an image that can be read (PNG, JPEG, GIF, WebP,"
                                + " BMP, TIFF, PNM).");
    }

    @Test
    void open_otherContent_isRefused() throws Exception {
        Path file = Files.createDirectories(data.resolve("test/cat")).resolve("a.jpg");
        Files.writeString(file, "<html>404</html>");

        assertRefused(
                "Cannot read "
                        + file
                        + ": it is not an image that can be read (PNG, JPEG, GIF, WebP,"
                        + " BMP, TIFF, PNM).");
    }

    @Test
    void open_otherFormats_areReadLikeTheOthers() throws Exception {
        Path files = Path.of("src/test/resources/dev/midstream/images/decode/other");
        List<String> names =
                List.of(
                        "24-bit.bmp",
                        "RGB.tif",
                        "binary.ppm",
                        "lossless.webp",
                        "lossy.webp",
                        "palette.gif",
                        "photograph.jfif");
        Path folder = Files.createDirectories(data.resolve("test/cat"));
        for (String name : names) {
            Files.copy(files.resolve(name), folder.resolve(name));
        }

        ImageDataset dataset = Datasets.open("image-folder", data, Split.TEST);

        assertThat(dataset.size()).isEqualTo(names.size());
        assertThat(dataset.remarks()).isEmpty();
        // The same picture, lossless in three of them.
        assertThat(dataset.imageId(1)).isEqualTo("cat/RGB.tif");
        assertThat(dataset.image(0)).isEqualTo(dataset.image(1)).isEqualTo(dataset.image(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void open_filesThatAreNoImages_areCountedAndNamed(long maxBytes) throws Exception {
        save("test/cat/a.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        Files.writeString(data.resolve("test/cat/notes.txt"), "");
        Files.writeString(data.resolve("test/cat/b.svg"), "");
        Files.writeString(data.resolve("test/cat/.DS_Store"), "");
        Files.writeString(data.resolve("test/cat/._a.png"), "");
        Files.createDirectories(data.resolve("test/dog/more"));
        Files.writeString(data.resolve("test/dog/c.txt"), "");
        Files.createDirectories(data.resolve("test/owl"));

        ImageDataset dataset =
                ImageFolder.open(data, Split.TEST, DatasetReading.DEFAULT.within(maxBytes));

        assertThat(dataset.size()).isEqualTo(1);
        assertThat(dataset.remarks())
                .containsExactly(
                        "Left out because of names that are not those of images: 4 in class"
                                + " directories (1 .svg, 2 .txt, 1 without an ending): cat/b.svg,"
                                + " cat/notes.txt, dog/c.txt, dog/more.",
                        "Left out as hidden files: 1: cat/._a.png.",
                        "Classes without images: 2: dog, owl.");
        assertThat(Subset.firstOf(dataset, 1, 1).remarks()).isEqualTo(dataset.remarks());
    }

    @Test
    void open_noSplit_isRefused() {
        assertRefused(
                "Cannot open image folder "
                        + data
                        + ": it has no directory named test with one directory per class.");
    }

    @Test
    void open_noClasses_isRefused() throws Exception {
        Path split = Files.createDirectory(data.resolve("test"));

        assertRefused("Cannot open image folder " + split + ": it has no class directories.");
    }

    @Test
    void open_noImages_isRefused() throws Exception {
        Files.createDirectories(data.resolve("test/cat"));

        assertRefused(
                "Cannot open image folder "
                        + data.resolve("test")
                        + ": no class has an image. Image files are named .png, .jpg, .jpeg,"
                        + " .jfif, .jpe, .gif, .webp, .bmp, .tif, .tiff, .ppm, .pgm, .pbm, .pnm.");
    }

    @Test
    void open_classMissingInTest_isAClassWithoutImages() throws Exception {
        save("test/dog/a.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        save("train/dog/b.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));
        save("train/cat/c.png", gradient(6, 4, BufferedImage.TYPE_INT_RGB));

        ImageDataset test = Datasets.open("image-folder", data, Split.TEST);

        assertThat(test.classes()).containsExactly("cat", "dog");
        assertThat(test.labels()).containsExactly(1);
        assertThat(test.remarks()).singleElement().asString().contains("cat");
        assertThat(Datasets.open("image-folder", data, Split.TRAIN).labels()).containsExactly(0, 1);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Datasets.open("image-folder", data, Split.TEST))
                .isInstanceOf(DatasetException.class)
                .hasMessage(message);
    }

    private void save(String name, BufferedImage image) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, encoded(image, name.endsWith(".jpg") ? "jpg" : "png"));
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage gradient(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int alpha = 255 - x;
                int red = (x * 37 + y * 5) % 256;
                int green = (x * 3 + y * 71) % 256;
                int blue = (x * y * 13) % 256;
                image.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | blue);
            }
        }
        return image;
    }
}
