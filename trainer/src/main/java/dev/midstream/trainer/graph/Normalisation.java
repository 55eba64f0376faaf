package dev.midstream.trainer.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Mean and standard deviation of each channel, of pixels scaled to 0 to 1, by which a network's
 * input is normalised.
 */
public record Normalisation(List<Double> means, List<Double> deviations) {
    /** Those of ImageNet, which the reference recipe uses for every data set of small images. */
    public static final Normalisation IMAGENET =
            new Normalisation(
                    Arrays.asList(0.485, 0.456, 0.406), Arrays.asList(0.229, 0.224, 0.225));

    public Normalisation {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException("Invalid normalisation: channels differ");
        }
    }

    int channels() {
        return means.size();
    }

    double mean(int channel) {
        return means.get(channel);
    }

    double deviation(int channel) {
        return deviations.get(channel);
    }
}
