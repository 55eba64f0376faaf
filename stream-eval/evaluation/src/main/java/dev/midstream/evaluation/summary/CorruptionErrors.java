package dev.midstream.evaluation.summary;

import dev.midstream.images.corruption.Condition;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The top-1 errors of one classifier on corrupted images, a cell a corruption and severity, and
 * their means after Hendrycks and Dietterich 2019, "Benchmarking Neural Network Robustness to
 * Common Corruptions and Perturbations".
 *
 * @param dataset the data set's name
 * @param cells error of each cell, in [0, 1]
 * @param clean error on clean images, in [0, 1]; empty if they were not seen
 */
public record CorruptionErrors(
        String dataset, SortedMap<Condition, Double> cells, OptionalDouble clean) {
    private static final Set<String> IMAGENET = Set.of("imagenet", "imagenet-c");
    private static final int IMAGENET_SIDE = 224;
    private static final int IMAGENET_CLASSES = 1000;

    /** Copies the cells. */
    public CorruptionErrors {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /**
     * Whether errors on such images compare with AlexNet's, which are those of a choice among all
     * classes of ImageNet at 224 pixels. The name of a data set says nothing of either.
     */
    public static boolean compareWithAlexNet(int height, int width, int classes) {
        return height == IMAGENET_SIDE && width == IMAGENET_SIDE && classes == IMAGENET_CLASSES;
    }

    /** Mean over the cells, every cell with the same weight; empty without cells. */
    public OptionalDouble mean() {
        return cells.values().stream().mapToDouble(Double::doubleValue).average();
    }

    /**
     * mCE: the mean over corruptions of {@code sum_s E(c, s) / sum_s E_AlexNet(c, s)}; 1 is
     * AlexNet. Empty for any data set but ImageNet, and unless all 15 standard corruptions at 5
     * severities were seen. Further corruptions do not count. See {@link #compareWithAlexNet}.
     */
    public OptionalDouble meanCorruptionError() {
        return normalised(0, 0);
    }

    /**
     * Relative mCE: the mean over corruptions of {@code sum_s (E(c, s) - E(clean)) / sum_s
     * (E_AlexNet(c, s) - E_AlexNet(clean))}; 1 is AlexNet. Empty where {@link
     * #meanCorruptionError()} is, and without clean images.
     */
    public OptionalDouble relativeMeanCorruptionError() {
        return clean.isPresent()
                ? normalised(clean.getAsDouble(), AlexNetErrors.CLEAN)
                : OptionalDouble.empty();
    }

    private OptionalDouble normalised(double subtracted, double subtractedFromAlexNet) {
        if (!IMAGENET.contains(dataset)) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (Map.Entry<String, Double> alexNet : AlexNetErrors.BY_CORRUPTION.entrySet()) {
            double error = 0;
            for (int severity = 1; severity <= AlexNetErrors.SEVERITIES; severity++) {
                Double cell = cells.get(new Condition(alexNet.getKey(), severity));
                if (cell == null) {
                    return OptionalDouble.empty();
                }
                error += cell / AlexNetErrors.SEVERITIES;
            }
            sum += (error - subtracted) / (alexNet.getValue() - subtractedFromAlexNet);
        }
        return OptionalDouble.of(sum / AlexNetErrors.BY_CORRUPTION.size());
    }
}
