package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;

/** Images to corrupt. */
public final class TestImages {

    private TestImages() {}

    public static Image random(int height, int width) {
        SeededRandom random = new SeededRandom(7, "test-image");
        byte[] pixels = new byte[height * width * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return new Image(height, width, 3, pixels);
    }

    public static Image uniform(int height, int width, int red, int green, int blue) {
        byte[] pixels = new byte[height * width * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) blue;
        }
        return new Image(height, width, 3, pixels);
    }

    /** Black, with one white pixel. */
    public static Image point(int height, int width, int y, int x) {
        Image image = uniform(height, width, 0, 0, 0);
        for (int channel = 0; channel < 3; channel++) {
            image.pixels()[(y * width + x) * 3 + channel] = (byte) 255;
        }
        return image;
    }

    public static int value(Image image, int y, int x, int channel) {
        return image.pixels()[(y * image.width() + x) * 3 + channel] & 0xff;
    }

    /** All values, 0 to 255, for comparisons whose messages people read. */
    public static int[] values(Image image) {
        int[] values = new int[image.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.pixels()[i] & 0xff;
        }
        return values;
    }
}
