package dev.midstream.trainer.adopt;

import java.util.List;

/**
 * The statistics that normalise a float32 input: {@code (pixel / 255 - mean) / deviation}.
 *
 * @param means one per channel, or none for 0
 * @param deviations one per channel, or none for 1
 */
record InputStatistics(List<Double> means, List<Double> deviations) {
    InputStatistics {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }
}
