package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.feed.TrackedMetric;
import dev.midstream.dashboard.view.CellKey;
import java.util.List;

/**
 * How one metric developed, as far as this dashboard saw it; components are JSON field names.
 *
 * @param moments earliest first, sparser the farther away they are
 */
record HistoryView(CellKey key, List<Moment> moments) {
    HistoryView {
        moments = List.copyOf(moments);
    }

    static HistoryView of(TrackedMetric tracked) {
        return new HistoryView(
                tracked.metric().key(),
                tracked.history().stream().filter(moment -> moment.count() > 0).toList());
    }
}
