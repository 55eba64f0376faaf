package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateTest {
    private final MetricStore store = new MetricStore(100);

    private void put(String corruption, int severity, int count, double accuracy, Instant at) {
        RobustnessMetric metric =
                MetricSamples.metric(
                        MetricSamples.key("midpoint", corruption, severity),
                        MetricSamples.sums(count, accuracy, 0.8, 3),
                        at);
        store.put(RobustnessMetrics.keyText(metric.getKey()), MetricView.of(metric));
    }

    private Optional<Double> rate() {
        return Rate.byPoint(store, key -> true).values().stream().findFirst();
    }

    @Test
    void byPoint_growingMetrics_isTheirRateOfTheLastHalfMinute() {
        put("none", 0, 100, 1, MetricSamples.NOON);
        put("snow", 1, 100, 1, MetricSamples.NOON);
        assertThat(rate()).isEmpty();
        put("none", 0, 1100, 1, MetricSamples.NOON.plusSeconds(10));
        assertThat(rate()).contains(100.0);
        put("snow", 1, 2100, 1, MetricSamples.NOON.plusSeconds(20));
        assertThat(rate()).contains(150.0);
        put("snow", 1, 2400, 1, MetricSamples.NOON.plusSeconds(50));
        assertThat(rate()).contains(10.0);
    }

    @Test
    void byPoint_metricsOfNoImages_isNothing() {
        put("none", 0, 0, 1, MetricSamples.NOON);
        put("none", 0, 0, 1, MetricSamples.NOON.plusSeconds(10));
        assertThat(Rate.byPoint(store, key -> true)).isEmpty();
    }

    @Test
    void of_summaries_carryTheRateOfTheirPoint() {
        put("none", 0, 100, 1, MetricSamples.NOON);
        put("none", 0, 600, 1, MetricSamples.NOON.plusSeconds(10));
        RobustnessSummary summary =
                RobustnessSummaries.of(
                                List.of(MetricSamples.metric("midpoint", "none", 0)),
                                MetricSamples.NOON)
                        .get(0);
        store.put("summary", SummaryView.of(summary));

        List<SummaryView> rated = RatedSummaries.of(store, key -> key.pointId().equals("midpoint"));

        assertThat(rated).hasSize(1);
        assertThat(rated.get(0).progress().imagesPerSecond()).isEqualTo(50);
        assertThat(RatedSummaries.of(store, key -> false)).isEmpty();
    }

    @Test
    void tracked_aMillionUpdates_keepABoundedState() {
        int keys = 60;
        List<MetricView> states =
                List.of(10, 20, 30, 40).stream()
                        .map(
                                count ->
                                        MetricView.of(
                                                MetricSamples.metric(
                                                        MetricSamples.key("midpoint", "snow", 1),
                                                        MetricSamples.sums(count, 0.5, 0.5, 1),
                                                        MetricSamples.NOON.plusSeconds(count))))
                        .toList();
        for (int i = 0; i < 1_000_000; i++) {
            String key = i % 100 == 0 ? "other-" + i : "key-" + i % keys;
            store.put(key, states.get(i / keys % states.size()));
        }
        assertThat(store.version()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(store.size()).isLessThanOrEqualTo(100);
        List<TrackedMetric> tracked = store.tracked(metric -> true);
        assertThat(tracked).hasSize(store.size());
        for (TrackedMetric metric : tracked) {
            List<Moment> history = metric.history();
            assertThat(history).hasSizeLessThanOrEqualTo(MetricHistory.MAX_MOMENTS);
        }
    }
}
