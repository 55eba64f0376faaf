package dev.midstream.metrics;

/**
 * Adds up outcomes, one image at a time, into {@link ClassificationSums}. Not thread-safe: give
 * every thread its own and add their sums.
 */
public final class ClassificationAccumulator {
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
                Math.addExact(
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
                Math.addExact(negativeLogLikelihoodUnits, sums.negativeLogLikelihoodUnits());
        brierUnits += sums.brierUnits();
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
