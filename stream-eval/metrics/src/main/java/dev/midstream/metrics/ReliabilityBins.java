package dev.midstream.metrics;

import java.util.Arrays;

/**
 * Counts, correct answers and confidence sums of images by their top-1 confidence, in {@value
 * #FINE_BINS} equal-width bins from 0 to 1.
 *
 * <p>Confidence {@code c} falls in bin {@code min(floor(60 c), 59)}: 0 and 1 both have their bin.
 * Because 60 is a multiple of 10, 12, 15, 20 and 30, the coarser bins of those numbers are sums of
 * fine ones and come out exactly. Immutable.
 */
public final class ReliabilityBins {
    /** Number of bins that are kept. */
    public static final int FINE_BINS = 60;

    private final long[] counts;
    private final long[] correct;
    private final long[] confidenceUnits;

    ReliabilityBins(long[] counts, long[] correct, long[] confidenceUnits) {
        this.counts = counts;
        this.correct = correct;
        this.confidenceUnits = confidenceUnits;
    }

    /**
     * Bins with the given contents.
     *
     * @param counts images a bin, {@code [60]}
     * @param correct correctly classified images a bin, {@code [60]}
     * @param confidence sum of confidences a bin, {@code [60]}; rounded to multiples of
     *     2<sup>-24</sup>
     * @throws IllegalArgumentException if an array has another length, a number is negative or more
     *     images are correct than were counted
     */
    public static ReliabilityBins of(long[] counts, long[] correct, double[] confidence) {
        if (counts.length != FINE_BINS
                || correct.length != FINE_BINS
                || confidence.length != FINE_BINS) {
            throw new IllegalArgumentException(
                    "Cannot read reliability bins: expected "
                            + FINE_BINS
                            + " bins but found "
                            + counts.length
                            + ".");
        }
        long[] units = new long[FINE_BINS];
        for (int i = 0; i < FINE_BINS; i++) {
            if (counts[i] < 0
                    || correct[i] < 0
                    || correct[i] > counts[i]
                    || !(confidence[i] >= 0 && confidence[i] <= counts[i])) {
                throw new IllegalArgumentException(
                        "Cannot read reliability bin %d: count %d, correct %d, confidence %s."
                                .formatted(i, counts[i], correct[i], confidence[i]));
            }
            units[i] = FixedPoint.units(confidence[i]);
        }
        return new ReliabilityBins(counts.clone(), correct.clone(), units);
    }

    /** The bin of a confidence in [0, 1]. */
    static int indexOf(float confidence) {
        // Exact: the product of a 24-bit and a 6-bit number fits a double.
        return Math.min((int) ((double) FINE_BINS * confidence), FINE_BINS - 1);
    }

    /** Images in bin {@code bin}. */
    public long count(int bin) {
        return counts[bin];
    }

    /** Correctly classified images in bin {@code bin}. */
    public long correct(int bin) {
        return correct[bin];
    }

    /** Sum of the confidences in bin {@code bin}. */
    public double confidence(int bin) {
        return FixedPoint.value(confidenceUnits[bin]);
    }

    /**
     * An upper bound of {@code sum of (hit - confidence)^2} over the images in bin {@code bin},
     * from the bin's sums and its ends {@code l} and {@code u}: squares lie below the chord, so
     * that {@code sum c^2 <= (l+u) sum c - l u n}, and confidences of right answers add up to
     * {@code max(l right, sum c - u wrong)} at least. Over all bins about 2 % more than the sum
     * itself.
     */
    double squaredResiduals(int bin) {
        double low = (double) bin / FINE_BINS;
        double high = (double) (bin + 1) / FINE_BINS;
        double right = correct[bin];
        double wrong = (double) counts[bin] - correct[bin];
        double confidence = confidence(bin);
        double squares = (low + high) * confidence - low * high * counts[bin];
        double ofRight = Math.max(low * right, confidence - high * wrong);
        double byEnds = right * (1 - low) * (1 - low) + wrong * high * high;
        return Math.max(0, Math.min(byEnds, right + squares - 2 * ofRight));
    }

    long confidenceUnits(int bin) {
        return confidenceUnits[bin];
    }

    long totalCount() {
        return Arrays.stream(counts).sum();
    }

    long totalCorrect() {
        return Arrays.stream(correct).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReliabilityBins that
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(correct, that.correct)
                && Arrays.equals(confidenceUnits, that.confidenceUnits);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(counts) + Arrays.hashCode(correct))
                + Arrays.hashCode(confidenceUnits);
    }

    @Override
    public String toString() {
        return "ReliabilityBins[count=%d, correct=%d]".formatted(totalCount(), totalCorrect());
    }
}
