package dev.midstream.local.disaster;

import static java.util.stream.Collectors.toMap;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import java.util.List;
import java.util.Map;

/** By how much the images of a stream's figures differ from those of the offline evaluator's. */
final class Counts {
    private Counts() {}

    /** Returns how many are missing, over all figures. */
    static long lost(List<RobustnessMetric> streamed, List<RobustnessMetric> offline) {
        return more(offline, streamed);
    }

    /** Returns how many there are too many, over all figures. */
    static long twice(List<RobustnessMetric> streamed, List<RobustnessMetric> offline) {
        return more(streamed, offline);
    }

    private static long more(List<RobustnessMetric> those, List<RobustnessMetric> others) {
        Map<MetricKey, Long> counts = counts(others);
        return counts(those).entrySet().stream()
                .mapToLong(
                        count ->
                                Math.max(
                                        0,
                                        count.getValue() - counts.getOrDefault(count.getKey(), 0L)))
                .sum();
    }

    private static Map<MetricKey, Long> counts(List<RobustnessMetric> metrics) {
        return metrics.stream()
                .collect(toMap(RobustnessMetric::getKey, metric -> metric.getSums().getCount()));
    }
}
