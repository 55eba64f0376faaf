package dev.midstream.embedded;

import dev.midstream.images.reference.ReferenceData;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** CIFAR-10 from an archive of JPEG files, written in the data set's own binary layout. */
final class CifarImages {
    static final int TEST_IMAGES = 10_000;

    private static final List<String> CLASSES =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");
    private static final int SIDE = 32;
    private static final int TRAINING_FILES = 5;

    private CifarImages() {}

    /** Returns the archive; without it the test is skipped. */
    static Path archive() {
        return ReferenceData.file("data/cifar10-jpeg.tar.xz");
    }

    /** Writes all test images, and every so many of the training images. */
    static void write(Path archive, Path directory, int trainingStep) throws IOException {
        try (TarArchiveInputStream tar = open(archive);
                OutputStream test = file(directory, "test_batch.bin")) {
            OutputStream[] training = new OutputStream[TRAINING_FILES];
            for (int i = 0; i < training.length; i++) {
                training[i] = file(directory, "data_batch_" + (i + 1) + ".bin");
            }
            int seen = 0;
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                String[] path = entry.getName().split("/", -1);
                if (!entry.isFile() || path.length != 3) {
                    continue;
                }
                if (path[0].equals("test")) {
                    write(tar.readAllBytes(), path[1], test);
                } else {
                    if (seen % trainingStep == 0) {
                        int batch = seen / trainingStep % training.length;
                        write(tar.readAllBytes(), path[1], training[batch]);
                    }
                    seen++;
                }
            }
            for (OutputStream stream : training) {
                stream.close();
            }
        }
    }

    private static void write(byte[] jpeg, String name, OutputStream out) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        int[] pixels = image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
        byte[] record = new byte[1 + 3 * pixels.length];
        record[0] = (byte) CLASSES.indexOf(name);
        for (int i = 0; i < pixels.length; i++) {
            record[1 + i] = (byte) (pixels[i] >> 16);
            record[1 + pixels.length + i] = (byte) (pixels[i] >> 8);
            record[1 + 2 * pixels.length + i] = (byte) pixels[i];
        }
        out.write(record);
    }

    private static OutputStream file(Path directory, String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)));
    }

    private static TarArchiveInputStream open(Path archive) throws IOException {
        return new TarArchiveInputStream(
                new XZCompressorInputStream(
                        new BufferedInputStream(Files.newInputStream(archive))));
    }
}
