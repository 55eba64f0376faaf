package dev.midstream.images.corruption.noise;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/** Normal noise proportional to the value: bright pixels vary more, and black ones stay black. */
public final class SpeckleNoise implements Corruption {

    static final Severities<Double> SIGMAS =
            Severities.of(
                    List.of(0.06, 0.1, 0.12, 0.16, 0.2),
                    List.of(0.15, 0.2, 0.25, 0.3, 0.35),
                    List.of(0.15, 0.2, 0.35, 0.45, 0.6));

    public SpeckleNoise() {}

    @Override
    public String name() {
        return "speckle_noise";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double sigma = SIGMAS.of(image, severity);
        byte[] pixels = image.pixels();
        byte[] noisy = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            double value = Pixels.unit(pixels[i]);
            noisy[i] = Pixels.truncate(value + value * draws.normal(0, sigma));
        }
        return Pixels.like(image, noisy);
    }
}
