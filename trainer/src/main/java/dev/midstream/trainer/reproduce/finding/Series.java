package dev.midstream.trainer.reproduce.finding;

import java.util.List;

/**
 * Values to draw.
 *
 * @param x where they are; one value is drawn as a line across
 * @param mean over seeds
 * @param deviation over seeds
 */
public record Series(String label, List<Double> x, List<Double> mean, List<Double> deviation) {
    public Series {
        x = List.copyOf(x);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Whether there is nothing to draw. */
    boolean isEmpty() {
        return x.isEmpty();
    }
}
