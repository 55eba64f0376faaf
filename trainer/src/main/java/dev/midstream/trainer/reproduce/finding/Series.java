package dev.midstream.trainer.reproduce.finding;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Values to draw.
 *
 * @param x where they are; one value is drawn as a line across
 * @param mean over seeds
 * @param deviation over seeds; NaN of a single one
 */
public record Series(String label, List<Double> x, List<Double> mean, List<Double> deviation) {
    public Series {
        x = List.copyOf(x);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** All values that are drawn, ends of bars of error included. */
    DoubleStream drawn() {
        return IntStream.range(0, mean.size())
                .boxed()
                .flatMapToDouble(
                        i -> {
                            double bar = Double.isNaN(deviation.get(i)) ? 0 : deviation.get(i);
                            return DoubleStream.of(mean.get(i) - bar, mean.get(i) + bar);
                        });
    }

    /** Whether there is nothing to draw. */
    boolean isEmpty() {
        return x.isEmpty();
    }
}
