package dev.midstream.dashboard.feed;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.view.MetricView;
import java.util.List;

/**
 * A metric with its history.
 *
 * @param metric the present metric
 * @param history its moments, earliest first; the last one is the present
 */
public record TrackedMetric(MetricView metric, List<Moment> history) {
    /** Copies the list. */
    public TrackedMetric {
        history = List.copyOf(history);
    }
}
