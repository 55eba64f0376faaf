package dev.midstream.dashboard.view;

import dev.midstream.metrics.CalibrationBin;
import dev.midstream.metrics.ClassificationFigures;
import dev.midstream.metrics.sequence.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Images by top-1 confidence in equal-width bins from 0 to 1, as lists of one length. Sums, not
 * means, so that a reader can add the bins of several metrics.
 *
 * @param count images a bin
 * @param correct correctly classified images a bin
 * @param confidence sum of confidences a bin
 * @param low lower ends of the intervals of the bins' accuracies so far, which hold in any order,
 *     at all moments and for all bins together at 95 %
 * @param high upper ends of them
 */
public record ReliabilityView(
        List<Long> count,
        List<Long> correct,
        List<Double> confidence,
        List<Double> low,
        List<Double> high) {

    /** Copies the lists. */
    public ReliabilityView {
        count = List.copyOf(count);
        correct = List.copyOf(correct);
        confidence = List.copyOf(confidence);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /** The bins of some figures. */
    static ReliabilityView of(ClassificationFigures figures) {
        List<CalibrationBin> bins = figures.bins();
        List<Interval> intervals = new ArrayList<>(bins.size());
        for (CalibrationBin bin : bins) {
            intervals.add(bin.interval(bins.size(), Interval.DEFAULT_ERROR));
        }
        return new ReliabilityView(
                bins.stream().map(CalibrationBin::count).toList(),
                bins.stream().map(CalibrationBin::correct).toList(),
                bins.stream().map(CalibrationBin::confidence).toList(),
                intervals.stream().map(Interval::low).toList(),
                intervals.stream().map(Interval::high).toList());
    }
}
