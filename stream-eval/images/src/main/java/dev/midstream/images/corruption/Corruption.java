package dev.midstream.images.corruption;

import dev.midstream.images.Image;

/**
 * A way to damage an image, in five severities, as the reference scripts of Hendrycks and
 * Dietterich ("Benchmarking Neural Network Robustness to Common Corruptions and Perturbations",
 * ICLR 2019) compute it before they save the image.
 *
 * <p>Immutable and safe for use by several threads. A new corruption is one class here and one line
 * in {@link Corruptions}.
 */
public interface Corruption {

    int MIN_SEVERITY = 1;
    int MAX_SEVERITY = 5;

    /** The name in the publications, for example {@code gaussian_noise}. */
    String name();

    /**
     * Returns the corrupted image, of the same shape.
     *
     * @param image an RGB image; the parameters follow its size, see {@link ParameterSet}
     * @param severity 1 to 5
     * @param draws where random values come from; deterministic corruptions take none
     */
    Image apply(Image image, int severity, Draws draws);
}
