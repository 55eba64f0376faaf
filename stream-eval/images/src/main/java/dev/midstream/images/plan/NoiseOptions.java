package dev.midstream.images.plan;

import dev.midstream.images.label.LabelNoise;
import java.util.Optional;

/**
 * The values of the options for label noise.
 *
 * @param rate {@code --label-noise}; 0 for clean labels
 * @param kind {@code --label-noise-kind}
 */
public record NoiseOptions(double rate, String kind) {

    /** Clean labels. */
    public static final NoiseOptions NONE = new NoiseOptions(0, "symmetric");

    Optional<LabelNoise> noise(long seed) {
        LabelNoise noise = new LabelNoise(LabelNoise.Kind.named(kind), rate, seed);
        return rate == 0 ? Optional.empty() : Optional.of(noise);
    }
}
