package dev.midstream.images.imaging;

import dev.midstream.images.Image;
import java.util.function.DoubleUnaryOperator;

/**
 * Colours as hue, saturation and value (the hexcone model of Smith 1978), from 0 to 1; the hue of
 * greys is 0.
 */
public final class Hsv {

    private Hsv() {}

    /** Returns the image with the saturation and value of every pixel replaced. */
    public static Image adjusted(
            Image image, DoubleUnaryOperator saturation, DoubleUnaryOperator value) {
        byte[] pixels = image.pixels();
        byte[] adjusted = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += Pixels.CHANNELS) {
            double red = Pixels.unit(pixels[i]);
            double green = Pixels.unit(pixels[i + 1]);
            double blue = Pixels.unit(pixels[i + 2]);
            double largest = Math.max(red, Math.max(green, blue));
            double range = largest - Math.min(red, Math.min(green, blue));
            write(
                    hue(red, green, blue, largest, range),
                    saturation.applyAsDouble(range == 0 ? 0 : range / largest),
                    value.applyAsDouble(largest),
                    adjusted,
                    i);
        }
        return Pixels.like(image, adjusted);
    }

    /** Returns the hue in sixths of the circle, [0, 6). */
    private static double hue(double red, double green, double blue, double largest, double range) {
        if (range == 0) {
            return 0;
        }
        double hue;
        if (blue == largest) {
            hue = 4 + (red - green) / range;
        } else if (green == largest) {
            hue = 2 + (blue - red) / range;
        } else {
            hue = (green - blue) / range;
        }
        double turns = hue / 6;
        return (turns - Math.floor(turns)) * 6;
    }

    private static void write(double hue, double saturation, double value, byte[] pixels, int at) {
        double sector = Math.floor(hue);
        double fraction = hue - sector;
        byte v = Pixels.truncate(value);
        byte p = Pixels.truncate(value * (1 - saturation));
        byte q = Pixels.truncate(value * (1 - fraction * saturation));
        byte t = Pixels.truncate(value * (1 - (1 - fraction) * saturation));
        switch ((int) sector) {
            case 1 -> set(pixels, at, q, v, p);
            case 2 -> set(pixels, at, p, v, t);
            case 3 -> set(pixels, at, p, q, v);
            case 4 -> set(pixels, at, t, p, v);
            case 5 -> set(pixels, at, v, p, q);
            // A hue that was rounded up to a full circle is also red.
            default -> set(pixels, at, v, t, p);
        }
    }

    private static void set(byte[] pixels, int at, byte red, byte green, byte blue) {
        pixels[at] = red;
        pixels[at + 1] = green;
        pixels[at + 2] = blue;
    }
}
