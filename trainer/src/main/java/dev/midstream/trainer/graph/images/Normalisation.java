package dev.midstream.trainer.graph.images;

import java.util.Arrays;
import java.util.List;

/**
 * Mean and standard deviation of each channel, for pixels scaled to 0 to 1, that a network's input
 * is normalised by.
 */
public record Normalisation(List<Double> means, List<Double> deviations) {
    /** Those of ImageNet, which the reference recipe uses for CIFAR-10 too. */
    public static final Normalisation IMAGENET =
            new Normalisation(
                    Arrays.asList(0.485, 0.456, 0.406), Arrays.asList(0.229, 0.224, 0.225));

    /** Those of Tiny ImageNet. */
    public static final Normalisation TINY_IMAGENET =
            new Normalisation(
                    Arrays.asList(0.480, 0.448, 0.397), Arrays.asList(0.276, 0.269, 0.282));

    public Normalisation {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException("Invalid normalisation: channels differ");
        }
    }

    /** That of the reference recipe for a data set of that name. */
    public static Normalisation of(String dataset) {
        return dataset.equals("tiny-imagenet") ? TINY_IMAGENET : IMAGENET;
    }

    public int channels() {
        return means.size();
    }

    public double mean(int channel) {
        return means.get(channel);
    }

    public double deviation(int channel) {
        return deviations.get(channel);
    }
}
