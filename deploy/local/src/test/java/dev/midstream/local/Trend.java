package dev.midstream.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How something that is measured at regular intervals grows: by the line through the last two
 * thirds of its values whose slope is the median of the slopes between any two of them (Theil and
 * Sen), which single outliers do not bend.
 *
 * @param name what is measured
 * @param bound the most that it may grow by in these two thirds
 * @param values in the order of time
 */
record Trend(String name, double bound, List<Double> values) {
    private static final int THIRDS = 3;

    /** Copies the values. */
    Trend {
        values = List.copyOf(values);
    }

    /** The same with a further value. */
    Trend with(double value) {
        List<Double> more = new ArrayList<>(values);
        more.add(value);
        return new Trend(name, bound, more);
    }

    /** What the fitted line rises by, from the first to the last of the last two thirds. */
    double growth() {
        List<Double> last = values.subList(values.size() / THIRDS, values.size());
        double[] slopes =
                IntStream.range(0, last.size())
                        .boxed()
                        .flatMapToDouble(
                                i ->
                                        IntStream.range(i + 1, last.size())
                                                .mapToDouble(
                                                        j -> (last.get(j) - last.get(i)) / (j - i)))
                        .sorted()
                        .toArray();
        if (slopes.length == 0) {
            return 0;
        }
        double median = (slopes[(slopes.length - 1) / 2] + slopes[slopes.length / 2]) / 2;
        return median * (last.size() - 1);
    }

    boolean isWithinBound() {
        return growth() <= bound;
    }

    /** The head of a table of trends. */
    static String head() {
        return "| %-44s | %9s | %9s | %9s | %9s | %9s | %7s |%n|%s|%s|"
                .formatted(
                        "",
                        "start",
                        "middle",
                        "end",
                        "growth",
                        "bound",
                        "verdict",
                        "-".repeat(46),
                        "----------:|".repeat(5) + "---------");
    }

    /** A line of the table. */
    String row() {
        return String.format(
                Locale.ROOT,
                "| %-44s | %9.0f | %9.0f | %9.0f | %+9.1f | %9.0f | %-7s |",
                name,
                values.get(0),
                values.get(values.size() / 2),
                values.get(values.size() - 1),
                growth(),
                bound,
                isWithinBound() ? "steady" : "GROWS");
    }
}
