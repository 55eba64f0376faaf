package dev.midstream.images.dataset.file;

import dev.midstream.images.dataset.ImageDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Image files for tests: PNG whatever the name, for readers go by content. */
public final class TestPictures {

    private TestPictures() {}

    /** Writes a picture of one colour. */
    public static Path write(Path file, int width, int height, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** Returns the colour of an image's first pixel. */
    public static int colour(ImageDataset dataset, int index) {
        byte[] pixels = dataset.image(index).pixels();
        return (pixels[0] & 0xff) << 16 | (pixels[1] & 0xff) << 8 | pixels[2] & 0xff;
    }
}
