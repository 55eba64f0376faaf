package dev.midstream.images.decode;

import dev.midstream.images.Image;

/** Collects the pixels of an image as the channels that are asked for. Not thread-safe. */
public final class PixelSink {

    private final int height;
    private final int width;
    private final Channels channels;
    private final byte[] pixels;

    public PixelSink(int height, int width, Channels channels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = new byte[height * width * channels.count()];
    }

    /** Sets the pixel at a position, counted row by row, to a colour; each value is in 0-255. */
    public void colour(int position, int red, int green, int blue) {
        if (channels == Channels.RGB) {
            int target = 3 * position;
            pixels[target] = (byte) red;
            pixels[target + 1] = (byte) green;
            pixels[target + 2] = (byte) blue;
        } else {
            pixels[position] = (byte) Luminance.of(red, green, blue);
        }
    }

    /**
     * Sets the pixel at a position, counted row by row, to ink on white paper, converted without a
     * profile as Pillow converts it: {@code (255 - black) * (1 - ink / 255)}.
     */
    public void ink(int position, int cyan, int magenta, int yellow, int black) {
        int white = 255 - black;
        colour(position, lit(cyan, white), lit(magenta, white), lit(yellow, white));
    }

    private static int lit(int ink, int white) {
        int product = ink * white + 128;
        return white - (product + (product >> 8) >> 8);
    }

    /** Sets the pixel at a position, counted row by row, to a grey in 0-255. */
    public void grey(int position, int value) {
        if (channels == Channels.RGB) {
            int target = 3 * position;
            pixels[target] = (byte) value;
            pixels[target + 1] = (byte) value;
            pixels[target + 2] = (byte) value;
        } else {
            pixels[position] = (byte) value;
        }
    }

    /** Sets the pixel at a position, counted row by row, to a colour of a palette. */
    public void colour(int position, Palette palette, int index) {
        if (channels == Channels.RGB) {
            palette.copy(index, pixels, 3 * position);
        } else {
            pixels[position] = palette.grey(index);
        }
    }

    /** The image; nothing may be set afterwards. */
    public Image image() {
        return new Image(height, width, channels.count(), pixels);
    }
}
