package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.metrics.ReliabilityBins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether figures are the same. Counts are so exactly; real-valued sums up to what the engine's
 * rounding differs by where images share a batch with others.
 */
public final class SameFigures {
    private SameFigures() {}

    /** The sums of metrics by their key. */
    public static Map<MetricKey, PointSums> sums(List<RobustnessMetric> metrics) {
        Map<MetricKey, PointSums> sums = new LinkedHashMap<>();
        metrics.forEach(metric -> sums.put(metric.getKey(), RobustnessMetrics.pointSums(metric)));
        return sums;
    }

    /** The stream has the keys and the sums of the evaluation. */
    public static void assertSame(
            Map<MetricKey, PointSums> streamed, Map<MetricKey, PointSums> offline) {
        assertThat(streamed.keySet()).isEqualTo(offline.keySet());
        offline.forEach(
                (key, sums) -> {
                    PointSums found = streamed.get(key);
                    assertThat(found.paired()).as("%s", key).isEqualTo(sums.paired());
                    assertThat(found.relabelled()).as("%s", key).isEqualTo(sums.relabelled());
                    assertSame(key, found.classification(), sums.classification());
                });
    }

    private static void assertSame(
            MetricKey key, ClassificationSums streamed, ClassificationSums offline) {
        assertThat(streamed.count()).as("%s", key).isEqualTo(offline.count());
        assertThat(streamed.correct()).as("%s", key).isEqualTo(offline.correct());
        assertThat(streamed.top5Correct()).as("%s", key).isEqualTo(offline.top5Correct());
        for (int bin = 0; bin < ReliabilityBins.FINE_BINS; bin++) {
            assertThat(streamed.bins().count(bin))
                    .as("bin %d of %s", bin, key)
                    .isEqualTo(offline.bins().count(bin));
            assertThat(streamed.bins().correct(bin))
                    .as("bin %d of %s", bin, key)
                    .isEqualTo(offline.bins().correct(bin));
            assertThat(streamed.bins().confidence(bin))
                    .as("bin %d of %s", bin, key)
                    .isCloseTo(offline.bins().confidence(bin), within(1e-2));
        }
        assertThat(streamed.negativeLogLikelihood())
                .as("%s", key)
                .isCloseTo(offline.negativeLogLikelihood(), within(1e-2));
        assertThat(streamed.brier()).as("%s", key).isCloseTo(offline.brier(), within(1e-2));
    }
}
