package dev.midstream.images.corruption.noise;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/** Salt-and-pepper noise in single channels, as from bit errors: coloured dots. */
public final class ImpulseNoise implements Corruption {

    /** The probability that a value is replaced. */
    static final Severities<Double> AMOUNTS =
            Severities.of(
                    List.of(0.01, 0.02, 0.03, 0.05, 0.07),
                    List.of(0.01, 0.02, 0.05, 0.08, 0.14),
                    List.of(0.03, 0.06, 0.09, 0.17, 0.27));

    public ImpulseNoise() {}

    @Override
    public String name() {
        return "impulse_noise";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double amount = AMOUNTS.of(image, severity);
        byte[] noisy = image.pixels().clone();
        for (int i = 0; i < noisy.length; i++) {
            if (draws.uniform(0, 1) < amount) {
                noisy[i] = (byte) (draws.uniform(0, 1) < 0.5 ? 255 : 0);
            }
        }
        return Pixels.like(image, noisy);
    }
}
