package dev.midstream.local;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.MetricKey;
import dev.midstream.MetricSums;
import dev.midstream.ReliabilityBin;
import dev.midstream.RobustnessMetric;
import java.util.List;
import java.util.Map;

/** Compares a stream's sums with the offline evaluator's. */
public final class SameSums {
    /** Single precision rounds otherwise in a batch of another size. */
    private static final double ROUNDING = 1e-2;

    private SameSums() {}

    /** The stream's sums are {@code times} the offline ones: the images were published so often. */
    public static void assertEqual(
            List<RobustnessMetric> streamed, List<RobustnessMetric> offline, int times) {
        Map<MetricKey, MetricSums> actual = sums(streamed);
        Map<MetricKey, MetricSums> expected = sums(offline);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, sums) -> assertEqual(key, actual.get(key), sums, times));
    }

    private static Map<MetricKey, MetricSums> sums(List<RobustnessMetric> metrics) {
        return metrics.stream().collect(toMap(RobustnessMetric::getKey, RobustnessMetric::getSums));
    }

    private static void assertEqual(
            MetricKey key, MetricSums actual, MetricSums expected, int times) {
        assertThat(actual.getCount()).as("%s", key).isEqualTo(times * expected.getCount());
        assertThat(actual.getCorrect()).as("%s", key).isEqualTo(times * expected.getCorrect());
        assertThat(actual.getTop5Correct())
                .as("%s", key)
                .isEqualTo(times * expected.getTop5Correct());
        assertClose(key, actual.getConfidence(), times * expected.getConfidence());
        assertClose(
                key,
                actual.getNegativeLogLikelihood(),
                times * expected.getNegativeLogLikelihood());
        assertClose(key, actual.getBrier(), times * expected.getBrier());
        assertThat(actual.getBins()).hasSameSizeAs(expected.getBins());
        for (int i = 0; i < expected.getBins().size(); i++) {
            ReliabilityBin bin = expected.getBins().get(i);
            assertThat(actual.getBins().get(i).getCount())
                    .as("bin %d of %s", i, key)
                    .isEqualTo(times * bin.getCount());
            assertThat(actual.getBins().get(i).getCorrect())
                    .as("bin %d of %s", i, key)
                    .isEqualTo(times * bin.getCorrect());
        }
    }

    private static void assertClose(MetricKey key, double actual, double expected) {
        assertThat(actual).as("%s", key).isCloseTo(expected, within(ROUNDING));
    }
}
