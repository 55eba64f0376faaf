package dev.midstream.engine.batch;

import java.util.List;

/**
 * How pixels become the float input of a model: {@code (pixel / 255 - mean) / deviation}.
 *
 * @param mean one a channel; empty for 0
 * @param deviation one a channel; empty for 1
 */
public record PixelScaling(List<Double> mean, List<Double> deviation) {
    private static final int PIXEL_VALUES = 256;

    /** Copies the lists. */
    public PixelScaling {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        for (double value : deviation) {
            if (!(value > 0)) {
                throw new IllegalArgumentException(
                        "Invalid input deviation: " + value + ". Give positive numbers.");
            }
        }
    }

    /** The input of every pixel value, {@code [channel, 256]}. */
    float[][] table(int channels) {
        requireOneEach("mean", mean, channels);
        requireOneEach("deviation", deviation, channels);
        float[][] table = new float[channels][PIXEL_VALUES];
        for (int channel = 0; channel < channels; channel++) {
            double centre = mean.isEmpty() ? 0 : mean.get(channel);
            double width = deviation.isEmpty() ? 1 : deviation.get(channel);
            for (int value = 0; value < PIXEL_VALUES; value++) {
                table[channel][value] = (float) ((value / 255.0 - centre) / width);
            }
        }
        return table;
    }

    private static void requireOneEach(String name, List<Double> values, int channels) {
        if (!values.isEmpty() && values.size() != channels) {
            throw new IllegalArgumentException(
                    "Invalid input %s: %d numbers for %d channels."
                            .formatted(name, values.size(), channels));
        }
    }
}
