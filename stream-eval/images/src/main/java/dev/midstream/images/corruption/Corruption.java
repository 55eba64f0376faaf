package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import java.util.Optional;

/**
 * A way to damage an image, at five severities. Those of Midstream compute what the scripts of
 * Hendrycks and Dietterich ("Benchmarking Neural Network Robustness to Common Corruptions and
 * Perturbations", ICLR 2019) compute before they save the image.
 *
 * <p>Implementations are immutable and thread-safe. To add one, write the class and add a line to
 * {@link Corruptions}.
 */
public interface Corruption {

    int MIN_SEVERITY = 1;
    int MAX_SEVERITY = 5;

    /** The name in the publications, for example {@code gaussian_noise}. */
    String name();

    /**
     * Returns the corrupted image, of the same shape.
     *
     * @param image an RGB image; the parameters depend on its size, see {@link ParameterSet}
     * @param severity 1 to 5
     * @param draws the source of random values; deterministic corruptions take none
     * @throws IllegalArgumentException if the severity is out of range
     */
    Image apply(Image image, int severity, Draws draws);

    /**
     * A sentence that must accompany results on such images, for example which textures were used;
     * usually empty.
     */
    default Optional<String> remark() {
        return Optional.empty();
    }
}
