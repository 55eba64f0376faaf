package dev.midstream.embedded;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Images of ten kinds of coloured stripes in noise, written in CIFAR-10's binary layout: a data set
 * that a small network learns within seconds, but not without mistakes.
 */
public final class PatternImages {
    private static final int SIDE = 32;
    private static final int CLASSES = 10;

    private PatternImages() {}

    /** Writes five training files and a test file. */
    public static void write(Path directory, int trainImages, int testImages) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int batch = 1; batch <= 5; batch++) {
            write(directory.resolve("data_batch_" + batch + ".bin"), trainImages / 5, random);
        }
        write(directory.resolve("test_batch.bin"), testImages, random);
    }

    private static void write(Path file, int images, SplittableRandom random) throws IOException {
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < images; i++) {
                int label = i % CLASSES;
                stream.write(label);
                stream.write(pixels(label, random));
            }
        }
    }

    /** Stripes whose direction and colour make the class. */
    private static byte[] pixels(int label, SplittableRandom random) {
        double angle = Math.PI * label / CLASSES;
        double phase = random.nextDouble(2 * Math.PI);
        byte[] planes = new byte[3 * SIDE * SIDE];
        for (int channel = 0; channel < 3; channel++) {
            double strength = 30 + 15 * ((label + channel) % 3);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    double along = x * Math.cos(angle) + y * Math.sin(angle);
                    double value =
                            128
                                    + strength * Math.sin(along * 0.8 + phase)
                                    + random.nextDouble(-90, 90);
                    planes[(channel * SIDE + y) * SIDE + x] =
                            (byte) Math.max(0, Math.min(255, Math.round(value)));
                }
            }
        }
        return planes;
    }
}
