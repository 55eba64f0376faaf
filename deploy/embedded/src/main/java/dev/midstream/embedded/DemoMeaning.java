package dev.midstream.embedded;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.images.corruption.Condition;
import dev.midstream.metrics.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the figures of the demo say, and what they do not say. */
final class DemoMeaning {
    /** Stands on the page and below the table. */
    static final String NOTE =
            "A small network after three epochs: these figures show how Midstream works, not"
                    + " whether subspaces do. For that, see docs/results.md.";

    private static final int PERCENT = 100;

    private DemoMeaning() {}

    /**
     * One line: by how much the midpoint is ahead of the mean of its ends, on clean images and
     * under each corruption, averaged over severities.
     *
     * @param metrics of one run with one kind of labels
     */
    static String lead(List<RobustnessMetric> metrics) {
        Map<String, Double> midpoint = accuracies(metrics, "midpoint");
        Map<String, Double> ends = accuracies(metrics, "endpoint-");
        return midpoint.entrySet().stream()
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %+.2f",
                                        entry.getKey(),
                                        PERCENT
                                                * (entry.getValue()
                                                        - requireNonNull(
                                                                ends.get(entry.getKey())))))
                .collect(
                        joining(
                                ", ",
                                "Midpoint against the mean of its ends, in points of accuracy: ",
                                "."));
    }

    private static Map<String, Double> accuracies(List<RobustnessMetric> metrics, String points) {
        return metrics.stream()
                .filter(metric -> metric.getKey().getPointId().startsWith(points))
                .collect(
                        groupingBy(
                                metric -> name(metric.getKey().getCorruption()),
                                TreeMap::new,
                                averagingDouble(DemoMeaning::accuracy)));
    }

    private static double accuracy(RobustnessMetric metric) {
        return RobustnessMetrics.figures(metric).value(Figure.ACCURACY).orElseThrow();
    }

    private static String name(String corruption) {
        return corruption.equals(Condition.NONE) ? "clean" : corruption;
    }
}
