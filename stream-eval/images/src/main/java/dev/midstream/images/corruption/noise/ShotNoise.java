package dev.midstream.images.corruption.noise;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Poisson;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The noise of counting photons: a Poisson deviate for every channel of every pixel. */
public final class ShotNoise implements Corruption {

    /** The number of photons of a white channel. */
    static final Severities<Double> PHOTONS =
            Severities.of(
                    List.of(500.0, 250.0, 100.0, 75.0, 50.0),
                    List.of(250.0, 100.0, 50.0, 30.0, 15.0),
                    List.of(60.0, 25.0, 12.0, 5.0, 3.0));

    // By the photons of white, for each byte of a channel: up to 0.8 MiB for a severity.
    private final Map<Double, Poisson[]> photons = new ConcurrentHashMap<>();

    public ShotNoise() {}

    @Override
    public String name() {
        return "shot_noise";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double white = PHOTONS.of(image, severity);
        Poisson[] counts = photons.computeIfAbsent(white, ShotNoise::counts);
        byte[] pixels = image.pixels();
        byte[] noisy = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            noisy[i] = Pixels.truncate(draws.poisson(counts[pixels[i] & 0xff]) / white);
        }
        return Pixels.like(image, noisy);
    }

    private static Poisson[] counts(double white) {
        Poisson[] counts = new Poisson[1 << Byte.SIZE];
        for (int value = 0; value < counts.length; value++) {
            counts[value] = new Poisson(Pixels.unit((byte) value) * white);
        }
        return counts;
    }
}
