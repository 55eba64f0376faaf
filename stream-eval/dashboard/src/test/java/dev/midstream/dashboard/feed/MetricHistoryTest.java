package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.sequence.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricHistoryTest {
    private final MetricHistory history = new MetricHistory();

    private static Moment moment(int second, long count) {
        Instant at = MetricSamples.NOON.plusSeconds(second);
        return new Moment(
                at,
                count,
                count == 0
                        ? Map.of()
                        : Map.of(
                                "accuracy",
                                new Estimate(0.5, Optional.of(new Interval(0.25, 1.0 / count))),
                                "ece",
                                new Estimate(0.1, Optional.of(new Interval(0, 0.75)))));
    }

    @Test
    void add_fewMoments_keepsThemAll() {
        for (int i = 0; i < MetricHistory.MAX_MOMENTS; i++) {
            history.add(moment(i, 10 * i));
        }
        assertThat(history.moments()).hasSize(MetricHistory.MAX_MOMENTS);
        assertThat(history.moments().get(7)).isEqualTo(moment(7, 70));
    }

    @Test
    void add_manyMoments_keepsTheFirstTheLatestAndABoundedNumber() {
        for (int i = 1; i <= 100_000; i++) {
            history.add(moment(i, i));
        }
        List<Moment> moments = history.moments();
        assertThat(moments).hasSizeLessThanOrEqualTo(MetricHistory.MAX_MOMENTS);
        assertThat(moments.get(0)).isEqualTo(moment(1, 1));
        assertThat(moments.get(moments.size() - 1)).isEqualTo(moment(100_000, 100_000));
        assertThat(moments).isSortedAccordingTo((a, b) -> Long.compare(a.count(), b.count()));
        assertThat(moments.get(moments.size() - 2).count()).isGreaterThan(99_000);
    }

    @Test
    void add_noNewImages_replacesTheLatest() {
        history.add(moment(1, 10));
        history.add(moment(2, 20));
        history.add(moment(3, 20));
        assertThat(history.moments()).containsExactly(moment(1, 10), moment(3, 20));
    }

    @Test
    void add_fewerImages_beginsAnew() {
        history.add(moment(1, 10));
        history.add(moment(2, 20));
        history.add(moment(3, 5));
        assertThat(history.moments()).containsExactly(moment(3, 5));
    }
}
