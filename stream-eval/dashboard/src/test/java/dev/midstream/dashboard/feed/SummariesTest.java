package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.metrics.AccuracyInterval;
import dev.midstream.metrics.CalibrationInterval;
import dev.midstream.metrics.Interval;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummariesTest {
    private final MetricStore store = new MetricStore(100);

    private void put(String corruption, int severity, int count, double accuracy, Instant at) {
        RobustnessMetric metric =
                MetricSamples.metric(
                        MetricSamples.key("midpoint", corruption, severity),
                        MetricSamples.sums(count, accuracy, 0.8, 3),
                        at);
        store.put(RobustnessMetrics.keyText(metric.getKey()), MetricView.of(metric));
    }

    private SummaryView summary() {
        List<SummaryView> summaries = Summaries.of(store, key -> true);
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }

    @Test
    void of_cells_isTheMeanWithTheSameWeight() {
        put("none", 0, 100, 1, MetricSamples.NOON);
        put("snow", 1, 1000, 1, MetricSamples.NOON);
        put("snow", 2, 10, 0, MetricSamples.NOON);
        SummaryView summary = summary();
        assertThat(summary.meanCorruptedAccuracy()).isEqualTo(0.5);
        assertThat(summary.accuracyGap()).isEqualTo(0.5);
        assertThat(summary.images()).isEqualTo(1110);
        assertThat(summary.cells()).isEqualTo(2);
        assertThat(summary.corruptions()).hasSize(1);
        assertThat(summary.severities()).hasSize(2);
    }

    @Test
    void of_cells_hasTheMeanOfTheirIntervalsAtAShareOfTheError() {
        put("snow", 1, 1000, 1, MetricSamples.NOON);
        put("snow", 2, 10, 0, MetricSamples.NOON);
        Interval all = AccuracyInterval.of(1000, 1000, 0.025);
        Interval none = AccuracyInterval.of(0, 10, 0.025);
        assertThat(summary().meanCorruptedAccuracyLow())
                .isCloseTo((all.low() + none.low()) / 2, within(1e-12));
        assertThat(summary().meanCorruptedAccuracyHigh())
                .isCloseTo((all.high() + none.high()) / 2, within(1e-12));
        Interval one = AccuracyInterval.of(0, 10, 0.05);
        assertThat(summary().severities().get(1).accuracyHigh())
                .isCloseTo(one.high(), within(1e-12));
    }

    @Test
    void of_cells_hasTheMeanOfTheirEceIntervalsAtAShareOfTheError() {
        put("none", 0, 400, 1, MetricSamples.NOON);
        put("snow", 1, 4000, 0.9, MetricSamples.NOON);
        put("snow", 2, 2000, 0.1, MetricSamples.NOON);
        SummaryView summary = summary();
        Interval mild = eceInterval(1, 0.025);
        Interval strong = eceInterval(2, 0.025);
        assertThat(strong.low()).isGreaterThan(0.3);
        assertThat(summary.meanCorruptedEceLow())
                .isCloseTo((mild.low() + strong.low()) / 2, within(1e-12));
        assertThat(summary.meanCorruptedEceHigh())
                .isCloseTo((mild.high() + strong.high()) / 2, within(1e-12));
        assertThat(summary.corruptions().get(0).eceLow()).isEqualTo(summary.meanCorruptedEceLow());
        assertThat(summary.severities().get(1).eceHigh())
                .isCloseTo(eceInterval(2, 0.05).high(), within(1e-12));
        assertThat(summary.cleanEceHigh())
                .isCloseTo(eceInterval(0, 0.05).high(), within(1e-12))
                .isGreaterThan(summary.cleanEce());
    }

    private Interval eceInterval(int severity, double error) {
        MetricView cell =
                store.all().metrics().stream()
                        .filter(metric -> metric.severity() == severity)
                        .findFirst()
                        .orElseThrow();
        int occupied = (int) cell.bins().count().stream().filter(images -> images > 0).count();
        assertThat(occupied).isGreaterThan(1);
        return CalibrationInterval.of(cell.ece(), occupied, cell.count(), error);
    }

    @Test
    void of_growingMetrics_hasTheirRateOfTheLastHalfMinute() {
        put("none", 0, 100, 1, MetricSamples.NOON);
        put("snow", 1, 100, 1, MetricSamples.NOON);
        assertThat(summary().imagesPerSecond()).isNull();
        put("none", 0, 1100, 1, MetricSamples.NOON.plusSeconds(10));
        assertThat(summary().imagesPerSecond()).isEqualTo(100);
        put("snow", 1, 2100, 1, MetricSamples.NOON.plusSeconds(20));
        assertThat(summary().imagesPerSecond()).isEqualTo(150);
        put("snow", 1, 2400, 1, MetricSamples.NOON.plusSeconds(50));
        assertThat(summary().imagesPerSecond()).isEqualTo(10);
    }

    @Test
    void of_metricsOfNoImages_isNothing() {
        put("none", 0, 0, 1, MetricSamples.NOON);
        assertThat(Summaries.of(store, key -> true)).isEmpty();
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
            assertThat(history).hasSizeLessThanOrEqualTo(MetricHistory.MOST_MOMENTS);
        }
    }
}
