package dev.midstream.images.corruption.digital;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.RecordedDraws;
import dev.midstream.images.corruption.TestImages;
import dev.midstream.images.imaging.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGImageReadParam;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The round trip against that of a whole encoder and decoder: the JDK's, which is the IJG's. */
class JpegCompressionTest {

    private static final JPEGHuffmanTable[] DC = {
        JPEGHuffmanTable.StdDCLuminance, JPEGHuffmanTable.StdDCChrominance
    };
    private static final JPEGHuffmanTable[] AC = {
        JPEGHuffmanTable.StdACLuminance, JPEGHuffmanTable.StdACChrominance
    };

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "3, 5",
        "4, 4",
        "5, 6",
        "8, 8",
        "17, 33",
        "28, 28",
        "31, 32",
        "32, 32",
        "40, 100",
        "64, 64",
        "121, 224",
        "224, 224"
    })
    void apply_anySize_equalsAWholeEncoderAndDecoder(int height, int width) throws IOException {
        Image image = smooth(height, width);
        for (int severity = 1; severity <= 5; severity++) {
            int quality = JpegCompression.QUALITIES.of(image, severity);

            Image compressed = new JpegCompression().apply(image, severity, new RecordedDraws());

            assertThat(TestImages.values(compressed))
                    .as("quality %d", quality)
                    .isEqualTo(TestImages.values(decoded(encoded(image, quality), quality)));
        }
    }

    /** Gradients with some noise, in strong colours. */
    private static Image smooth(int height, int width) {
        byte[] noise = TestImages.random(height, width).pixels();
        byte[] pixels = new byte[noise.length];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            int slope = i % 3 == 0 ? 7 * x : i % 3 == 1 ? 255 - 5 * y : 3 * (x + y);
            pixels[i] = Pixels.clipped((slope & 0xff) + (noise[i] & 0xff) / 8 - 16);
        }
        return new Image(height, width, 3, pixels);
    }

    private static byte[] encoded(Image image, int quality) throws IOException {
        BufferedImage picture =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        int[] values = TestImages.values(image);
        for (int i = 0; i < values.length; i += 3) {
            int colour = values[i] << 16 | values[i + 1] << 8 | values[i + 2];
            picture.setRGB(i / 3 % image.width(), i / 3 / image.width(), colour);
        }
        JPEGImageWriteParam parameters = new JPEGImageWriteParam(null);
        parameters.setEncodeTables(quantization(quality), DC, AC);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static JPEGQTable scaled(JPEGQTable table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return new JPEGQTable(
                Arrays.stream(table.getTable())
                        .map(step -> Math.max(1, Math.min(255, (step * percent + 50) / 100)))
                        .toArray());
    }

    private static JPEGQTable[] quantization(int quality) {
        return new JPEGQTable[] {
            scaled(JPEGQTable.K1Luminance, quality), scaled(JPEGQTable.K2Chrominance, quality)
        };
    }

    /** Given tables are not written to the file. */
    private static Image decoded(byte[] file, int quality) throws IOException {
        JPEGImageReadParam parameters = new JPEGImageReadParam();
        parameters.setDecodeTables(quantization(quality), DC, AC);
        BufferedImage picture;
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream input =
                ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input);
            picture = reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
        byte[] pixels = new byte[picture.getHeight() * picture.getWidth() * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            int colour = picture.getRGB(i / 3 % picture.getWidth(), i / 3 / picture.getWidth());
            pixels[i] = (byte) (colour >> 16);
            pixels[i + 1] = (byte) (colour >> 8);
            pixels[i + 2] = (byte) colour;
        }
        return new Image(picture.getHeight(), picture.getWidth(), 3, pixels);
    }
}
