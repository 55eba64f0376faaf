package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values of the same quantity with several seeds.
 *
 * @param values one for each seed
 */
public record Spread(List<Double> values) {
    /** What tables have where nothing was run. */
    public static final String NOT_RUN = "not run";

    public Spread {
        values = List.copyOf(values);
    }

    /** The mean of several quantities with each seed; of none if a seed lacks one of them. */
    static Spread meanOf(List<Spread> quantities) {
        int seeds = quantities.stream().mapToInt(Spread::count).min().orElse(0);
        if (quantities.stream().anyMatch(each -> each.count() > seeds)) {
            return new Spread(List.of());
        }
        return new Spread(
                IntStream.range(0, seeds)
                        .mapToObj(
                                seed ->
                                        quantities.stream()
                                                .mapToDouble(each -> each.values().get(seed))
                                                .average()
                                                .orElseThrow())
                        .toList());
    }

    /** How many seeds. */
    public int count() {
        return values.size();
    }

    /** The mean. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The standard deviation over seeds, with one less in the divisor; 0 of fewer than two. */
    public double deviation() {
        if (count() < 2) {
            return 0;
        }
        double mean = mean();
        double squares =
                values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (count() - 1));
    }

    /** As tables have it: the mean, with the deviation where there is one. */
    public String text(Measure measure) {
        if (count() == 0) {
            return NOT_RUN;
        }
        String mean = measure.text(mean());
        return count() == 1 ? mean : mean + " ± " + measure.text(deviation());
    }
}
