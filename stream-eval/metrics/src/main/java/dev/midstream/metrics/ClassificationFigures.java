package dev.midstream.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Accuracy and calibration derived from {@link ClassificationSums}. Of no image there is no figure:
 * every answer is empty then, never NaN.
 *
 * @param sums what the figures derive from
 * @param eceBins number of equal-width bins of the calibration errors: 10, 12, 15, 20, 30 or 60
 */
public record ClassificationFigures(ClassificationSums sums, int eceBins) {
    /** The number of bins used when none is asked for (Guo et al. 2017). */
    public static final int DEFAULT_ECE_BINS = 15;

    private static final int FEWEST_BINS = 10;

    /**
     * Checks the number of bins.
     *
     * @throws IllegalArgumentException if {@code eceBins} is none of 10, 12, 15, 20, 30, 60
     */
    public ClassificationFigures {
        if (eceBins < FEWEST_BINS || ReliabilityBins.FINE_BINS % eceBins != 0) {
            throw new IllegalArgumentException(
                    "Cannot compute ECE with "
                            + eceBins
                            + " bins: choose 10, 12, 15, 20, 30 or 60.");
        }
    }

    /** Figures of {@code sums} with {@code eceBins} bins. */
    public static ClassificationFigures of(ClassificationSums sums, int eceBins) {
        return new ClassificationFigures(sums, eceBins);
    }

    /** Share of images whose predicted class is their label, in [0, 1]. */
    public OptionalDouble accuracy() {
        return mean(sums.correct());
    }

    /** Share of images whose label is among the five largest logits, in [0, 1]. */
    public OptionalDouble top5Accuracy() {
        return mean(sums.top5Correct());
    }

    /** Mean top-1 confidence, in [0, 1]. */
    public OptionalDouble meanConfidence() {
        return mean(sums.confidence());
    }

    /** Mean negative log-likelihood of the label, in nats. */
    public OptionalDouble negativeLogLikelihood() {
        return mean(sums.negativeLogLikelihood());
    }

    /** Mean Brier score, in [0, 2]. */
    public OptionalDouble brier() {
        return mean(sums.brier());
    }

    /**
     * Expected calibration error in [0, 1]: the absolute difference between correct answers and
     * confidence, summed over bins and divided by the number of images (Naeini et al. 2015, Guo et
     * al. 2017).
     */
    public OptionalDouble ece() {
        double total = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            CoarseBin coarse = coarseBin(bin);
            total += Math.abs(coarse.correct - coarse.confidence);
        }
        return mean(total);
    }

    /** Maximum calibration error in [0, 1]: the largest gap of a bin that holds images. */
    public OptionalDouble mce() {
        double largest = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            CoarseBin coarse = coarseBin(bin);
            if (coarse.count > 0) {
                double gap = Math.abs(coarse.correct - coarse.confidence) / coarse.count;
                largest = Math.max(largest, gap);
            }
        }
        return sums.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(largest);
    }

    /** The always-valid 95 % confidence sequence of the accuracy. */
    public Optional<AccuracyInterval> accuracyInterval() {
        return sums.count() == 0
                ? Optional.empty()
                : Optional.of(
                        AccuracyInterval.of(
                                sums.correct(), sums.count(), AccuracyInterval.DEFAULT_ERROR));
    }

    /** The always-valid 95 % confidence sequence of {@link #ece}. */
    public Optional<CalibrationInterval> eceInterval() {
        OptionalDouble ece = ece();
        if (ece.isEmpty()) {
            return Optional.empty();
        }
        int occupied = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            occupied += coarseBin(bin).count > 0 ? 1 : 0;
        }
        return Optional.of(
                CalibrationInterval.of(
                        ece.getAsDouble(), occupied, sums.count(), AccuracyInterval.DEFAULT_ERROR));
    }

    private OptionalDouble mean(double sum) {
        return sums.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / sums.count());
    }

    private CoarseBin coarseBin(int bin) {
        int fine = ReliabilityBins.FINE_BINS / eceBins;
        long count = 0;
        long correct = 0;
        double confidence = 0;
        for (int i = bin * fine; i < (bin + 1) * fine; i++) {
            count += sums.bins().count(i);
            correct += sums.bins().correct(i);
            confidence += sums.bins().confidence(i);
        }
        return new CoarseBin(count, correct, confidence);
    }

    private record CoarseBin(long count, long correct, double confidence) {}
}
