package dev.midstream.trainer.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** An image folder of noisy patterns: rows, columns, and a chequerboard, of random colours. */
public final class PatternImages {
    static final int SIZE = 16;
    private static final List<String> CLASSES = List.of("chequers", "columns", "rows");

    private PatternImages() {}

    public static void write(Path folder, int trainPerClass, int testPerClass) throws IOException {
        write(folder, SIZE, trainPerClass, testPerClass);
    }

    /** Images of so many pixels a side. */
    public static void write(Path folder, int size, int trainPerClass, int testPerClass)
            throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (String name : CLASSES) {
            write(folder.resolve("train"), name, size, trainPerClass, random);
            write(folder.resolve("test"), name, size, testPerClass, random);
        }
    }

    private static void write(Path split, String name, int size, int count, SplittableRandom random)
            throws IOException {
        Path folder = Files.createDirectories(split.resolve(name));
        for (int i = 0; i < count; i++) {
            ImageIO.write(image(name, size, random), "png", folder.resolve(i + ".png").toFile());
        }
    }

    private static BufferedImage image(String name, int size, SplittableRandom random) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        int dark = random.nextInt(60);
        int light = random.nextInt(120, 200);
        int phase = random.nextInt(4);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean row = (y + phase) / 2 % 2 == 0;
                boolean column = (x + phase) / 2 % 2 == 0;
                boolean bright =
                        switch (name) {
                            case "rows" -> row;
                            case "columns" -> column;
                            default -> row == column;
                        };
                int base = (bright ? light : dark) + random.nextInt(50);
                image.setRGB(x, y, base << 16 | (base / 2 + 20) << 8 | base / 3);
            }
        }
        return image;
    }
}
