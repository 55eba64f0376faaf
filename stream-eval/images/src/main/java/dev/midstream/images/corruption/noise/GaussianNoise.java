package dev.midstream.images.corruption.noise;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/** Independent normal noise on every channel of every pixel, as from a sensor in low light. */
public final class GaussianNoise implements Corruption {

    static final Severities<Double> SIGMAS =
            Severities.of(
                    List.of(0.04, 0.06, 0.08, 0.09, 0.10),
                    List.of(0.04, 0.08, 0.12, 0.15, 0.18),
                    List.of(0.08, 0.12, 0.18, 0.26, 0.38));

    public GaussianNoise() {}

    @Override
    public String name() {
        return "gaussian_noise";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double sigma = SIGMAS.of(image, severity);
        byte[] pixels = image.pixels();
        byte[] noisy = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            noisy[i] = Pixels.truncate(Pixels.unit(pixels[i]) + draws.normal(0, sigma));
        }
        return Pixels.like(image, noisy);
    }
}
