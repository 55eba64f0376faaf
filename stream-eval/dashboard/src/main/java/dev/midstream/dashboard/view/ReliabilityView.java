package dev.midstream.dashboard.view;

import dev.midstream.metrics.ReliabilityBins;
import java.util.ArrayList;
import java.util.List;

/**
 * Images by top-1 confidence in equal-width bins from 0 to 1, as three lists of one length. Sums,
 * not means, so that a reader can add the bins of several metrics.
 *
 * @param count images a bin
 * @param correct correctly classified images a bin
 * @param confidence sum of confidences a bin
 */
public record ReliabilityView(List<Long> count, List<Long> correct, List<Double> confidence) {

    /** Copies the lists. */
    public ReliabilityView {
        count = List.copyOf(count);
        correct = List.copyOf(correct);
        confidence = List.copyOf(confidence);
    }

    /**
     * The fine bins merged into {@code width} coarser ones.
     *
     * @param width a divisor of {@link ReliabilityBins#FINE_BINS}
     */
    static ReliabilityView of(ReliabilityBins bins, int width) {
        int fine = ReliabilityBins.FINE_BINS / width;
        List<Long> counts = new ArrayList<>(width);
        List<Long> corrects = new ArrayList<>(width);
        List<Double> confidences = new ArrayList<>(width);
        for (int bin = 0; bin < width; bin++) {
            long count = 0;
            long correct = 0;
            double confidence = 0;
            for (int i = bin * fine; i < (bin + 1) * fine; i++) {
                count += bins.count(i);
                correct += bins.correct(i);
                confidence += bins.confidence(i);
            }
            counts.add(count);
            corrects.add(correct);
            confidences.add(confidence);
        }
        return new ReliabilityView(counts, corrects, confidences);
    }
}
