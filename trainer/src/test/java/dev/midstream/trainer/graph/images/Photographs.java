package dev.midstream.trainer.graph.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.midstream.trainer.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Batches of random cuttings of a photograph among the reference data. */
public final class Photographs {
    private Photographs() {}

    /** Skips the test where the photograph is missing, except in continuous integration. */
    public static Batch cuttings(int size, ImageShape shape, int classes, long seed)
            throws IOException {
        Path file =
                Path.of(System.getProperty("midstream.reference", "."), "data/frost/frost4.jpg");
        if (!Files.isRegularFile(file)) {
            String reason = "Skipped: " + file + " is missing.";
            System.out.println(reason);
            assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
            abort(reason);
        }
        BufferedImage photograph = ImageIO.read(file.toFile());
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[size * shape.size()];
        int[] labels = new int[size];
        int next = 0;
        for (int i = 0; i < size; i++) {
            int left = random.nextInt(photograph.getWidth() - shape.width());
            int top = random.nextInt(photograph.getHeight() - shape.height());
            for (int y = top; y < top + shape.height(); y++) {
                for (int x = left; x < left + shape.width(); x++) {
                    int rgb = photograph.getRGB(x, y);
                    pixels[next++] = (byte) (rgb >> 16);
                    pixels[next++] = (byte) (rgb >> 8);
                    pixels[next++] = (byte) rgb;
                }
            }
            labels[i] = random.nextInt(classes);
        }
        return new Batch(pixels, labels, shape);
    }
}
