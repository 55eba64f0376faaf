package dev.midstream.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Accuracy and calibration derived from {@link ClassificationSums}. While no image was counted
 * figures have no value: they are empty, never NaN.
 *
 * @param sums what the figures derive from
 * @param eceBins number of equal-width bins of the calibration errors: 10, 12, 15, 20, 30 or 60
 */
public record ClassificationFigures(ClassificationSums sums, int eceBins) {
    /** The number of bins used when none is asked for (Guo et al. 2017). */
    public static final int DEFAULT_ECE_BINS = 15;

    private static final int MIN_BINS = 10;

    /**
     * Checks the number of bins.
     *
     * @throws IllegalArgumentException if {@code eceBins} is none of 10, 12, 15, 20, 30, 60
     */
    public ClassificationFigures {
        if (eceBins < MIN_BINS || ReliabilityBins.FINE_BINS % eceBins != 0) {
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

    /** The value of a figure; empty while no image was counted. */
    public OptionalDouble value(Figure figure) {
        return figure.value(this);
    }

    /**
     * The value of a figure with its always-valid 95 % interval; empty while no image was counted.
     */
    public Optional<Estimate> estimate(Figure figure) {
        return figure.estimate(this, Interval.DEFAULT_ERROR);
    }

    /**
     * Expected calibration error in [0, 1]: the absolute difference between correct answers and
     * confidence, summed over bins and divided by the number of images (Naeini et al. 2015, Guo et
     * al. 2017).
     */
    OptionalDouble ece() {
        double total = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            CoarseBin coarse = coarseBin(bin);
            total += Math.abs(coarse.correct - coarse.confidence);
        }
        return mean(total);
    }

    /** Maximum calibration error in [0, 1]: the largest gap of a bin that holds images. */
    OptionalDouble mce() {
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

    Interval accuracyInterval(double error) {
        return AccuracyInterval.of(sums.correct(), sums.count(), error);
    }

    Interval eceInterval(double error) {
        int occupied = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            occupied += coarseBin(bin).count > 0 ? 1 : 0;
        }
        return CalibrationInterval.of(ece().orElse(0), occupied, sums.count(), error);
    }

    /** A sum divided by the number of images. */
    OptionalDouble mean(double sum) {
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
