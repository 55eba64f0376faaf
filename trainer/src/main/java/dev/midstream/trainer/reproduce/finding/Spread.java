package dev.midstream.trainer.reproduce.finding;

import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.List;

/**
 * Values of the same quantity with several seeds.
 *
 * @param values one for each seed
 */
public record Spread(List<Double> values) {
    /** What tables have where nothing was run. */
    static final String NOT_RUN = "not run";

    public Spread {
        values = List.copyOf(values);
    }

    /** How many seeds. */
    public int count() {
        return values.size();
    }

    /** The mean. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The standard deviation over seeds, with one less in the divisor; NaN of fewer than two. */
    public double deviation() {
        if (count() < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares =
                values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (count() - 1));
    }

    /** As tables have it, of at least one seed: the mean, with the deviation if there is one. */
    String text(Measure measure) {
        String mean = measure.text(mean());
        return count() == 1 ? mean : mean + " ± " + measure.text(deviation());
    }
}
