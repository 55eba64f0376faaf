package dev.midstream.evaluation.summary;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * AlexNet's top-1 errors on ImageNet-C, by which corruption errors are normalised: the mean over
 * the five severities of each of the 15 standard corruptions.
 *
 * <p>Source: Hendrycks and Dietterich 2019, "Benchmarking Neural Network Robustness to Common
 * Corruptions and Perturbations", appendix C, with the digits of its authors' code; the clean error
 * as in the report {@code imagenet_variants} of google-research/robustness_metrics.
 */
final class AlexNetErrors {
    /** Error on clean ImageNet validation images. */
    static final double CLEAN = 0.4348;

    /** How many severities the means are over. */
    static final int SEVERITIES = 5;

    /** Error by corruption, in a fixed order, so that sums are the same everywhere. */
    static final SortedMap<String, Double> BY_CORRUPTION =
            Collections.unmodifiableSortedMap(
                    new TreeMap<>(
                            Map.ofEntries(
                                    Map.entry("gaussian_noise", 0.886428),
                                    Map.entry("shot_noise", 0.894468),
                                    Map.entry("impulse_noise", 0.922640),
                                    Map.entry("defocus_blur", 0.819880),
                                    Map.entry("glass_blur", 0.826268),
                                    Map.entry("motion_blur", 0.785948),
                                    Map.entry("zoom_blur", 0.798360),
                                    Map.entry("snow", 0.866816),
                                    Map.entry("frost", 0.826572),
                                    Map.entry("fog", 0.819324),
                                    Map.entry("brightness", 0.564592),
                                    Map.entry("contrast", 0.853204),
                                    Map.entry("elastic_transform", 0.646056),
                                    Map.entry("pixelate", 0.717840),
                                    Map.entry("jpeg_compression", 0.606500))));

    private AlexNetErrors() {}
}
