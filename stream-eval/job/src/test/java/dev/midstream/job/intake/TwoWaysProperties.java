package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ImageEncoding;
import dev.midstream.images.Image;
import dev.midstream.images.decode.Luminance;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A file gives the same bytes as a file of a data set and as a record. */
final class TwoWaysProperties {

    private static final int[] TYPES = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR
    };

    private static Path directory = Path.of("");

    @BeforeContainer
    static void create() throws IOException {
        directory = Files.createTempDirectory("two-ways");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(directory.resolve("test/class"));
        Files.delete(directory.resolve("test"));
        Files.delete(directory);
    }

    @Property(tries = 200)
    void png_ofAnyType_isTheSameBothWays(
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(max = 5) int type,
            @ForAll long seed)
            throws Exception {
        byte[] file = encoded(noise(height, width, TYPES[type], seed), "png");

        assertSame(file, ImageEncoding.PNG, height, width);
    }

    @Property(tries = 200)
    void jpeg_greyOrColour_isTheSameBothWays(
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll boolean grey,
            @ForAll long seed)
            throws Exception {
        int type = grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        byte[] file = encoded(noise(height, width, type, seed), "jpg");

        assertSame(file, ImageEncoding.JPEG, height, width);
    }

    private static void assertSame(byte[] file, ImageEncoding encoding, int height, int width)
            throws Exception {
        Image image = TwoWays.throughDataset(file, directory);

        assertThat(TwoWays.throughRecord(file, encoding, height, width, 3))
                .isEqualTo(image.pixels());
        assertThat(TwoWays.throughRecord(file, encoding, height, width, 1))
                .isEqualTo(Luminance.ofPixels(image.pixels()));
    }

    private static BufferedImage noise(int height, int width, int type, long seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(seed);
        int bands = image.getRaster().getNumBands();
        for (int i = 0; i < height * width * bands; i++) {
            int pixel = i / bands;
            int bits = image.getSampleModel().getSampleSize(i % bands);
            image.getRaster()
                    .setSample(pixel % width, pixel / width, i % bands, random.nextInt(1 << bits));
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }
}
