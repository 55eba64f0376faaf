package dev.midstream.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Outcomes in the order of their confidence. Unlike {@link ClassificationSums} it holds every
 * image, and is for offline use. Immutable.
 *
 * <p>Where several images have the same confidence, their order says nothing: each of them counts
 * as correct by the share of them that is. The figures therefore do not depend on the order in
 * which images came.
 */
public final class RankedOutcomes {
    // What the first k images in ascending order of confidence add up to, [images + 1].
    private final double[] correct;
    private final double[] confidence;

    private RankedOutcomes(double[] correct, double[] confidence) {
        this.correct = correct;
        this.confidence = confidence;
    }

    /** Ranks outcomes. */
    public static RankedOutcomes of(Collection<Outcome> outcomes) {
        Builder builder = new Builder();
        outcomes.forEach(builder::add);
        return builder.build();
    }

    /** Takes outcomes one after the other, and holds four bytes of each. Not thread-safe. */
    public static final class Builder {
        private static final int INITIAL = 256;

        // Twice the bits of the confidence, plus 1 if it is correct: bits of positive floats are
        // ordered like them, and those of 1 and less leave the highest two free.
        private int[] ranks = new int[INITIAL];
        private int count;

        /** Adds an outcome. */
        public void add(Outcome outcome) {
            if (count == ranks.length) {
                ranks = Arrays.copyOf(ranks, Math.multiplyExact(2, count));
            }
            int bits = Float.floatToIntBits(outcome.confidence());
            ranks[count] = bits << 1 | (outcome.correct() ? 1 : 0);
            count++;
        }

        /** Number of outcomes so far. */
        public int count() {
            return count;
        }

        /** Ranks the outcomes so far. */
        public RankedOutcomes build() {
            return ranked(Arrays.copyOf(ranks, count));
        }
    }

    private static RankedOutcomes ranked(int[] ranked) {
        Arrays.sort(ranked);
        double[] correct = new double[ranked.length + 1];
        double[] confidence = new double[ranked.length + 1];
        for (int first = 0; first < ranked.length; ) {
            int end = first;
            int right = 0;
            while (end < ranked.length && ranked[end] >> 1 == ranked[first] >> 1) {
                right += ranked[end] & 1;
                end++;
            }
            double each = Float.intBitsToFloat(ranked[first] >> 1);
            for (int i = first; i < end; i++) {
                double share = (double) (i + 1 - first) / (end - first);
                correct[i + 1] = correct[first] + right * share;
                confidence[i + 1] = confidence[first] + each * (i + 1 - first);
            }
            first = end;
        }
        return new RankedOutcomes(correct, confidence);
    }

    /** Number of images. */
    public int count() {
        return correct.length - 1;
    }

    /**
     * Adaptive expected calibration error in [0, 1]: that of {@link ClassificationFigures#ece()},
     * with bins that hold equally many images instead of equally wide ones. Empty without images.
     *
     * <p>Source: Nguyen and O'Connor 2015, "Posterior calibration and exploratory analysis for
     * natural language processing models"; Nixon et al. 2019, "Measuring Calibration in Deep
     * Learning". Bin b of M holds the images from {@code floor(b N / M)} in ascending order of
     * confidence; bins differ by one image at most.
     *
     * @param bins at least 1
     */
    public OptionalDouble adaptiveEce(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("Cannot compute ECE with " + bins + " bins.");
        }
        if (count() == 0) {
            return OptionalDouble.empty();
        }
        double total = 0;
        int first = 0;
        for (int bin = 1; bin <= bins; bin++) {
            int end = (int) ((long) bin * count() / bins);
            total +=
                    Math.abs(correct[end] - correct[first] - (confidence[end] - confidence[first]));
            first = end;
        }
        return OptionalDouble.of(total / count());
    }

    /**
     * Selective accuracy: that of the {@code ceil(coverage * N)} images with the largest
     * confidence, the others being left unanswered. Empty without images.
     *
     * <p>Source: Geifman and El-Yaniv 2017, "Selective Classification for Deep Neural Networks".
     *
     * @param coverage share of the images that are answered, in (0, 1]
     * @throws IllegalArgumentException if the coverage is none, with a message for the user
     */
    public OptionalDouble selectiveAccuracy(double coverage) {
        checkCoverage(coverage);
        if (count() == 0) {
            return OptionalDouble.empty();
        }
        // A product such as 0.8 * 10 may lie a little above the whole number that it is.
        int answered = Math.max(1, (int) Math.ceil(coverage * count() - 1e-9 * count()));
        int skipped = count() - answered;
        return OptionalDouble.of((correct[count()] - correct[skipped]) / answered);
    }

    /**
     * Checks a coverage.
     *
     * @throws IllegalArgumentException if it is not in (0, 1], with a message for the user
     */
    public static void checkCoverage(double coverage) {
        if (!(coverage > 0 && coverage <= 1)) {
            throw new IllegalArgumentException(
                    "Invalid coverage: " + coverage + ". Use a number above 0, at most 1.");
        }
    }
}
