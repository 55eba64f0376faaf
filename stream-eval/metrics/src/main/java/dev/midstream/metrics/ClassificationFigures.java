package dev.midstream.metrics;

import dev.midstream.metrics.sequence.Interval;
import dev.midstream.metrics.sequence.RunningAccuracy;
import dev.midstream.metrics.sequence.RunningCalibration;
import java.util.ArrayList;
import java.util.List;
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
     * The value of a figure with its 95 % interval, which holds in any order and at all moments
     * together; empty while no image was counted.
     */
    public Optional<Estimate> estimate(Figure figure) {
        return figure.estimate(this, Interval.DEFAULT_ERROR);
    }

    /** The images by confidence, from 0 to 1, in {@link #eceBins} bins. */
    public List<CalibrationBin> bins() {
        List<CalibrationBin> bins = new ArrayList<>(eceBins);
        for (int bin = 0; bin < eceBins; bin++) {
            bins.add(bin(bin));
        }
        return bins;
    }

    /**
     * An upper bound of the sum of {@code (hit - confidence)^2} over the images, which is what the
     * intervals of calibration go by. It derives from the fine bins, so that sums need not keep it.
     */
    public double squaredResiduals() {
        double sum = 0;
        for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
            sum += sums.bins().squaredResiduals(i);
        }
        return sum;
    }

    /**
     * Expected calibration error in [0, 1]: the absolute difference between correct answers and
     * confidence, summed over bins and divided by the number of images (Naeini et al. 2015, Guo et
     * al. 2017).
     */
    OptionalDouble ece() {
        double total = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            CalibrationBin coarse = bin(bin);
            total += Math.abs(coarse.correct() - coarse.confidence());
        }
        return mean(total);
    }

    /** Maximum calibration error in [0, 1]: the largest gap of a bin that holds images. */
    OptionalDouble mce() {
        double largest = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            CalibrationBin coarse = bin(bin);
            if (coarse.count() > 0) {
                double gap = Math.abs(coarse.correct() - coarse.confidence()) / coarse.count();
                largest = Math.max(largest, gap);
            }
        }
        return sums.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(largest);
    }

    /** Mean confidence less accuracy, in [-1, 1]. */
    OptionalDouble gap() {
        return mean(sums.confidence() - sums.correct());
    }

    /** Mean negative log-likelihood; empty where its sum has reached the end of its range. */
    OptionalDouble negativeLogLikelihood() {
        return sums.negativeLogLikelihoodSaturated()
                ? OptionalDouble.empty()
                : mean(sums.negativeLogLikelihood());
    }

    Interval accuracyInterval(double error) {
        return RunningAccuracy.interval(sums.correct(), sums.count(), error);
    }

    Interval gapInterval(double error) {
        return RunningCalibration.gap(gap().orElse(0), squaredResiduals(), sums.count(), error);
    }

    Interval eceInterval(double error) {
        return RunningCalibration.ece(
                ece().orElse(0), occupiedBins(), squaredResiduals(), sums.count(), error);
    }

    /** How many of the bins hold images. */
    public int occupiedBins() {
        int occupied = 0;
        for (int bin = 0; bin < eceBins; bin++) {
            occupied += bin(bin).count() > 0 ? 1 : 0;
        }
        return occupied;
    }

    /** A sum divided by the number of images. */
    OptionalDouble mean(double sum) {
        return sums.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / sums.count());
    }

    private CalibrationBin bin(int bin) {
        int fine = ReliabilityBins.FINE_BINS / eceBins;
        long count = 0;
        long correct = 0;
        double confidence = 0;
        double squaredResiduals = 0;
        for (int i = bin * fine; i < (bin + 1) * fine; i++) {
            count += sums.bins().count(i);
            correct += sums.bins().correct(i);
            confidence += sums.bins().confidence(i);
            squaredResiduals += sums.bins().squaredResiduals(i);
        }
        return new CalibrationBin(count, correct, confidence, squaredResiduals);
    }
}
