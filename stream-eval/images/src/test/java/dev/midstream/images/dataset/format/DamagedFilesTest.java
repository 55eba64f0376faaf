package dev.midstream.images.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.ImageDecoder;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.images.npy.NpyLabels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 files with random damage are read or refused in one line, whatever the damage. */
class DamagedFilesTest {

    @TempDir private Path directory;

    @Test
    void decode_damagedImages_onlyClearErrors() throws Exception {
        for (String format : new String[] {"png", "jpg"}) {
            byte[] whole = picture(format);
            Random random = new Random(format.hashCode());
            int refused = 0;
            for (int n = 0; n < 2500; n++) {
                try {
                    assertThat(
                                    ImageDecoder.decode(damaged(whole, random), Channels.RGB)
                                            .pixels()
                                            .length)
                            .isPositive();
                } catch (IOException e) {
                    refused++;
                    assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                }
            }
            assertThat(refused).as(format).isPositive();
        }
    }

    @Test
    void open_damagedNpy_onlyClearErrors() throws Exception {
        byte[] images = file(NpyHeader.of("|u1", 10, 4, 4, 3), 480);
        byte[] labels = file(NpyHeader.of("<i8", 10), 80);
        Random random = new Random(3);
        Path array = directory.resolve("snow.npy");
        Path labelFile = directory.resolve("labels.npy");
        for (int n = 0; n < 1000; n++) {
            Files.write(array, damaged(images, random));
            Files.write(labelFile, labels);
            assertReadOrRefused("corrupted-npy");
            Files.write(array, images);
            Files.write(labelFile, damaged(labels, random));
            assertReadOrRefused("corrupted-npy");
        }
        for (int n = 0; n < 500; n++) {
            try {
                assertThat(NpyLabels.read(new ByteArrayInputStream(damaged(labels, random))))
                        .isNotNull();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void open_damagedBinaries_onlyClearErrors() throws Exception {
        Random random = new Random(4);
        byte[] cifar = new byte[2 * 3073];
        byte[] images = idx(0x803, 16 + 2 * 784, 28, 28);
        byte[] labels = idx(0x801, 10);
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(images);
        }
        Files.write(directory.resolve("t10k-labels-idx1-ubyte"), labels);
        for (int n = 0; n < 800; n++) {
            Files.write(directory.resolve("test_batch.bin"), damaged(cifar, random));
            assertReadOrRefused("cifar10");
            Files.write(
                    directory.resolve("t10k-images-idx3-ubyte.gz"),
                    damaged(gzipped.toByteArray(), random));
            assertReadOrRefused("fashion-mnist");
        }
        Files.write(directory.resolve("t10k-images-idx3-ubyte.gz"), gzipped.toByteArray());
        for (int n = 0; n < 900; n++) {
            Files.write(directory.resolve("t10k-labels-idx1-ubyte"), damaged(labels, random));
            assertReadOrRefused("fashion-mnist");
        }
    }

    private void assertReadOrRefused(String name) {
        try {
            assertThat(Datasets.open(name, directory, Split.TEST).size()).isPositive();
        } catch (DatasetException e) {
            assertThat(e.getMessage())
                    .startsWith("Cannot ")
                    .contains(directory.toString())
                    .doesNotContain("\n");
        }
    }

    /** Changes up to eight bytes, mostly early ones, and cuts off the end now and then. */
    private static byte[] damaged(byte[] whole, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
        byte[] result = Arrays.copyOf(whole, length);
        for (int changes = random.nextInt(9); changes > 0 && length > 0; changes--) {
            int range = random.nextBoolean() ? Math.min(length, 200) : length;
            result[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return result;
    }

    private static byte[] file(NpyHeader header, int bytes) {
        byte[] start = header.encode();
        return Arrays.copyOf(start, start.length + bytes);
    }

    private static byte[] idx(int magic, int length, int... sides) {
        ByteBuffer file = ByteBuffer.allocate(length);
        file.putInt(magic).putInt(2);
        for (int side : sides) {
            file.putInt(side);
        }
        return file.array();
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 576; i++) {
            image.setRGB(i % 24, i / 24, i * 7919);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }
}
