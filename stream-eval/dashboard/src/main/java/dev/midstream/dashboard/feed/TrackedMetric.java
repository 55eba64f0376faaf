package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.view.MetricView;
import java.util.List;

/**
 * A metric and how it came to be.
 *
 * @param history earliest first; the last is the metric's present state
 */
public record TrackedMetric(MetricView metric, List<Moment> history) {
    /** Copies the list. */
    public TrackedMetric {
        history = List.copyOf(history);
    }
}
