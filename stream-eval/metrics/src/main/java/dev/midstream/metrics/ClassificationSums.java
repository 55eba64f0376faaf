package dev.midstream.metrics;

/**
 * Sums over classified images from which every accuracy and calibration figure derives.
 *
 * <p>Sums can be added in any order and grouping with identical results: counts are integers, and
 * the real-valued sums are kept as exact multiples of 2<sup>-24</sup>; the sum of losses ends at
 * 2<sup>39</sup> instead of overflowing. Immutable.
 */
public final class ClassificationSums {
    /** The sums of no image. */
    public static final ClassificationSums EMPTY = new Accumulator().toSums();

    private final long top5Correct;
    private final long negativeLogLikelihoodUnits;
    private final long brierUnits;
    private final ReliabilityBins bins;
    // Derived from the bins, kept because they are read often.
    private final long count;
    private final long correct;

    ClassificationSums(
            long top5Correct,
            long negativeLogLikelihoodUnits,
            long brierUnits,
            ReliabilityBins bins) {
        this.top5Correct = top5Correct;
        this.negativeLogLikelihoodUnits = negativeLogLikelihoodUnits;
        this.brierUnits = brierUnits;
        this.bins = bins;
        this.count = bins.totalCount();
        this.correct = bins.totalCorrect();
    }

    /**
     * Sums with the given contents; count, correct answers and confidence are those of the bins.
     *
     * @param negativeLogLikelihood sum in nats, rounded to a multiple of 2<sup>-24</sup>
     * @param brier sum of squared errors, rounded likewise
     * @throws IllegalArgumentException if a number is negative, not finite or contradicts the bins
     */
    public static ClassificationSums of(
            long top5Correct, double negativeLogLikelihood, double brier, ReliabilityBins bins) {
        if (top5Correct < bins.totalCorrect() || top5Correct > bins.totalCount()) {
            throw new IllegalArgumentException(
                    "Cannot read sums: %d of %d images are right among five, but %d are right."
                            .formatted(top5Correct, bins.totalCount(), bins.totalCorrect()));
        }
        if (!(negativeLogLikelihood >= 0) || !Double.isFinite(negativeLogLikelihood)) {
            throw new IllegalArgumentException(
                    "Cannot read sums: the negative log-likelihood is " + negativeLogLikelihood);
        }
        if (!(brier >= 0 && brier <= 2.0 * bins.totalCount())) {
            throw new IllegalArgumentException("Cannot read sums: the Brier sum is " + brier);
        }
        return new ClassificationSums(
                top5Correct,
                FixedPoint.units(negativeLogLikelihood),
                FixedPoint.units(brier),
                bins);
    }

    /** Images counted. */
    public long count() {
        return count;
    }

    /** Images whose predicted class is their label. */
    public long correct() {
        return correct;
    }

    /** Images whose label is among the five largest logits. */
    public long top5Correct() {
        return top5Correct;
    }

    /** Sum of top-1 confidences. */
    public double confidence() {
        long units = 0;
        for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
            units += bins.confidenceUnits(i);
        }
        return FixedPoint.value(units);
    }

    /** Sum of negative log-likelihoods in nats; at most 2<sup>39</sup>, where it stays. */
    public double negativeLogLikelihood() {
        return FixedPoint.value(negativeLogLikelihoodUnits);
    }

    /**
     * Whether the sum of negative log-likelihoods has reached the end of its range, so that it is
     * no sum any more. That takes 7e8 images at least, of the largest loss.
     */
    public boolean negativeLogLikelihoodSaturated() {
        return negativeLogLikelihoodUnits == Long.MAX_VALUE;
    }

    /** Sum of Brier scores. */
    public double brier() {
        return FixedPoint.value(brierUnits);
    }

    /** The images by confidence. */
    public ReliabilityBins bins() {
        return bins;
    }

    /** The sums of both sets of images. */
    public ClassificationSums plus(ClassificationSums other) {
        Accumulator accumulator = new Accumulator();
        accumulator.addAll(this);
        accumulator.addAll(other);
        return accumulator.toSums();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassificationSums that
                && top5Correct == that.top5Correct
                && negativeLogLikelihoodUnits == that.negativeLogLikelihoodUnits
                && brierUnits == that.brierUnits
                && bins.equals(that.bins);
    }

    @Override
    public int hashCode() {
        int hash = Long.hashCode(top5Correct);
        hash = 31 * hash + Long.hashCode(negativeLogLikelihoodUnits);
        hash = 31 * hash + Long.hashCode(brierUnits);
        return 31 * hash + bins.hashCode();
    }

    @Override
    public String toString() {
        return "ClassificationSums[count=%d, correct=%d, top5Correct=%d, confidence=%s, negativeLogLikelihood=%s, brier=%s]"
                .formatted(
                        count,
                        correct,
                        top5Correct,
                        confidence(),
                        negativeLogLikelihood(),
                        brier());
    }

    /**
     * Adds up outcomes, one image at a time, into sums. Not thread-safe: give every thread its own
     * and add their sums.
     */
    public static final class Accumulator {
        private final long[] counts = new long[ReliabilityBins.FINE_BINS];
        private final long[] correct = new long[ReliabilityBins.FINE_BINS];
        private final long[] confidenceUnits = new long[ReliabilityBins.FINE_BINS];
        private long total;
        private long top5Correct;
        private long negativeLogLikelihoodUnits;
        private long brierUnits;

        /** Counts one image. */
        public void add(Outcome outcome) {
            int bin = ReliabilityBins.indexOf(outcome.confidence());
            total++;
            counts[bin]++;
            if (outcome.correct()) {
                correct[bin]++;
            }
            if (outcome.top5Correct()) {
                top5Correct++;
            }
            confidenceUnits[bin] += FixedPoint.units(outcome.confidence());
            negativeLogLikelihoodUnits =
                    FixedPoint.saturatedSum(
                            negativeLogLikelihoodUnits,
                            FixedPoint.units(outcome.negativeLogLikelihood()));
            brierUnits += FixedPoint.units(outcome.brier());
        }

        /** Counts all images of {@code sums}. */
        public void addAll(ClassificationSums sums) {
            ReliabilityBins bins = sums.bins();
            for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
                counts[i] += bins.count(i);
                correct[i] += bins.correct(i);
                confidenceUnits[i] += bins.confidenceUnits(i);
            }
            total += sums.count();
            top5Correct += sums.top5Correct();
            negativeLogLikelihoodUnits =
                    FixedPoint.saturatedSum(
                            negativeLogLikelihoodUnits, sums.negativeLogLikelihoodUnits);
            brierUnits += sums.brierUnits;
        }

        /** Whether no image has been counted. */
        public boolean isEmpty() {
            return total == 0;
        }

        /** The sums so far. */
        public ClassificationSums toSums() {
            return new ClassificationSums(
                    top5Correct,
                    negativeLogLikelihoodUnits,
                    brierUnits,
                    new ReliabilityBins(counts.clone(), correct.clone(), confidenceUnits.clone()));
        }
    }
}
