package dev.midstream.dashboard.feed;

import dev.midstream.metrics.AccuracyInterval;
import dev.midstream.metrics.CalibrationInterval;
import dev.midstream.metrics.Interval;
import java.util.Collection;
import java.util.Optional;

/** The always-valid interval of the mean of a figure over several cells. */
final class MeanInterval {
    private MeanInterval() {}

    /** A figure that has an interval. */
    interface Part {
        /**
         * Its interval in a cell that holds images.
         *
         * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
         */
        Interval of(MetricView cell, double error);
    }

    /** The share of correct answers. */
    static final Part ACCURACY =
            (cell, error) -> AccuracyInterval.of(cell.correct(), cell.count(), error);

    /** The expected calibration error. */
    static final Part ECE =
            (cell, error) ->
                    CalibrationInterval.of(
                            cell.eceOrZero(), cell.bins().occupied(), cell.count(), error);

    /**
     * Of the mean of {@code figure} over cells that hold images, at error 0.05; empty of none.
     *
     * <p>The mean of the intervals of n cells at error 0.05/n: all of them hold together with
     * probability 0.95, though cells share their clean images (Bonferroni).
     */
    static Optional<Interval> ofMean(Part figure, Collection<MetricView> cells) {
        double low = 0;
        double high = 0;
        for (MetricView cell : cells) {
            Interval own = figure.of(cell, Interval.DEFAULT_ERROR / cells.size());
            low += own.low();
            high += own.high();
        }
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new Interval(low / cells.size(), high / cells.size()));
    }
}
