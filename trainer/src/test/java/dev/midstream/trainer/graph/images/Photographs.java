package dev.midstream.trainer.graph.images;

import dev.midstream.images.reference.ReferenceData;
import dev.midstream.trainer.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Batches of random crops of a photograph of the reference data. */
public final class Photographs {
    private Photographs() {}

    /** Cuts random crops; without the reference data the test is skipped. */
    public static Batch cuttings(int size, ImageShape shape, int classes, long seed)
            throws IOException {
        BufferedImage photograph =
                ImageIO.read(ReferenceData.file("data/frost/frost4.jpg").toFile());
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
