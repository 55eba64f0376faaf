package dev.midstream.images.corruption.weather;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/**
 * Drifting fog: a fractal cloud added to the image, which is dimmed to keep its brightest value.
 */
public final class Fog implements Corruption {

    record Cloud(double amount, double decay) {}

    static final Severities<Cloud> CLOUDS =
            Severities.of(
                    List.of(
                            new Cloud(0.2, 3),
                            new Cloud(0.5, 3),
                            new Cloud(0.75, 2.5),
                            new Cloud(1, 2),
                            new Cloud(1.5, 1.75)),
                    List.of(
                            new Cloud(0.4, 3),
                            new Cloud(0.7, 3),
                            new Cloud(1, 2.5),
                            new Cloud(1.5, 2),
                            new Cloud(2, 1.75)),
                    List.of(
                            new Cloud(1.5, 2),
                            new Cloud(2, 2),
                            new Cloud(2.5, 1.7),
                            new Cloud(2.5, 1.5),
                            new Cloud(3, 1.4)));

    public Fog() {}

    @Override
    public String name() {
        return "fog";
    }

    /** The map has the smallest power of two as its side that covers the image. */
    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Cloud cloud = CLOUDS.of(image, severity);
        int size = mapSize(Math.max(image.height(), image.width()));
        double[] map = PlasmaMap.draw(size, cloud.decay, draws);
        byte[] pixels = image.pixels();
        double brightest = brightest(pixels);
        byte[] foggy = new byte[pixels.length];
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                double fog = cloud.amount * map[y * size + x];
                for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                    double value = Pixels.unit(pixels[at]) + fog;
                    foggy[at++] = Pixels.truncate(value * brightest / (brightest + cloud.amount));
                }
            }
        }
        return Pixels.like(image, foggy);
    }

    private static int mapSize(int side) {
        int power = Integer.highestOneBit(side);
        return power == side ? side : 2 * power;
    }

    private static double brightest(byte[] pixels) {
        int brightest = 0;
        for (byte pixel : pixels) {
            brightest = Math.max(brightest, pixel & 0xff);
        }
        return Pixels.unit((byte) brightest);
    }
}
