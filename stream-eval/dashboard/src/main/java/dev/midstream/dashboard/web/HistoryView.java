package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.MetricHistory.Moment;
import dev.midstream.dashboard.feed.MetricView;
import dev.midstream.dashboard.feed.TrackedMetric;
import dev.midstream.metrics.AccuracyInterval;
import dev.midstream.metrics.CalibrationInterval;
import dev.midstream.metrics.Interval;
import java.time.Instant;
import java.util.List;

/**
 * How one metric came to be, as far as this dashboard saw it; the components are JSON field names.
 *
 * @param moments earliest first, sparser the farther away they are
 */
record HistoryView(
        String runId,
        String modelId,
        String pointId,
        String dataset,
        String corruption,
        int severity,
        String labelKind,
        List<MomentView> moments) {

    /** The figures at one moment with their always-valid 95 % confidence sequences. */
    record MomentView(
            Instant at,
            long count,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double ece,
            double eceLow,
            double eceHigh) {
        static MomentView of(Moment moment) {
            Interval interval =
                    AccuracyInterval.of(moment.correct(), moment.count(), Interval.DEFAULT_ERROR);
            Interval calibration =
                    CalibrationInterval.of(
                            moment.ece(),
                            moment.occupiedBins(),
                            moment.count(),
                            Interval.DEFAULT_ERROR);
            return new MomentView(
                    moment.at(),
                    moment.count(),
                    (double) moment.correct() / moment.count(),
                    interval.low(),
                    interval.high(),
                    moment.ece(),
                    calibration.low(),
                    calibration.high());
        }
    }

    HistoryView {
        moments = List.copyOf(moments);
    }

    static HistoryView of(TrackedMetric tracked) {
        MetricView metric = tracked.metric();
        return new HistoryView(
                metric.runId(),
                metric.modelId(),
                metric.pointId(),
                metric.dataset(),
                metric.corruption(),
                metric.severity(),
                metric.labelKind(),
                tracked.history().stream()
                        .filter(moment -> moment.count() > 0)
                        .map(MomentView::of)
                        .toList());
    }
}
