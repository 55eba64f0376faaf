package dev.midstream.metrics.sequence;

/**
 * The accuracy on a whole test set of known size, from the part of it that was seen so far, in
 * random order and each image once.
 *
 * <p>Of {@code N} images {@code K} would be answered correctly. After {@code s} correct of {@code
 * n}
 *
 * <pre>R(K) = B(a+s, b+n-s) / B(a, b) / (K)_s (N-K)_(n-s) * (N)_n</pre>
 *
 * with falling factorials {@code (K)_s = K (K-1) ... (K-s+1)} is, at the true {@code K}, a
 * martingale: the prior-posterior ratio for sampling without replacement and a beta-binomial prior,
 * whose probability of the answers is that of Krichevsky and Trofimov for {@code a = b = 1/2}
 * (Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling without replacement"). The
 * interval is the set of all {@code K/N} with {@code R(K) < 1/error}. It needs no variance, and
 * shrinks to a point when all images are seen.
 *
 * <p>Images that could not be answered count as unseen: each may be right or wrong. The lower end
 * takes them as wrong, the upper end as right, so that the interval holds whatever they are, even
 * where the hardest images are those that fail. They keep it from shrinking to a point.
 *
 * <p>It holds at all moments together, but only in a shuffled stream: in one sorted by class the
 * images so far are no random part of the whole.
 */
public final class FinitePopulation {
    private static final double PRIOR = 0.5;

    private final long seen;
    private final long size;

    private FinitePopulation(long seen, long size) {
        this.seen = seen;
        this.size = size;
    }

    /**
     * The interval of the whole set's accuracy.
     *
     * @param correct images answered correctly so far
     * @param answered images answered so far
     * @param unanswered images that came but could not be answered
     * @param size images of the whole set
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval accuracy(
            long correct, long answered, long unanswered, long size, double error) {
        if (correct < 0
                || correct > answered
                || unanswered < 0
                || size < 1
                || answered + unanswered > size
                || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d correct of %d, %d unanswered, of %d images in all at error %s."
                            .formatted(correct, answered, unanswered, size, error));
        }
        FinitePopulation population = new FinitePopulation(answered + unanswered, size);
        double logBound = -StrictMath.log(error);
        double low = (double) population.end(correct, logBound, Side.LOW) / size;
        double high = (double) population.end(correct + unanswered, logBound, Side.HIGH) / size;
        return new Interval(low, high);
    }

    /** The last total on that side whose ratio is below the bound. */
    private long end(long correct, double logBound, Side side) {
        double known = logMarginal(correct) + logFalling(size, seen);
        // The mode of the likelihood, which is inside: there the ratio is at most 1.
        long inside = Math.min(size - seen + correct, mode(correct));
        long outside = side == Side.LOW ? correct - 1 : size - seen + correct + 1;
        while (Math.abs(outside - inside) > 1) {
            long middle = inside + (outside - inside) / 2;
            double logLikelihood =
                    logFalling(middle, correct) + logFalling(size - middle, seen - correct);
            if (known - logLikelihood < logBound) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private long mode(long correct) {
        return seen == 0 ? 0 : (long) Math.floor((double) correct / seen * (size + 1));
    }

    private double logMarginal(long correct) {
        return LogGamma.of(PRIOR + correct)
                + LogGamma.of(PRIOR + seen - correct)
                - LogGamma.of(2 * PRIOR + seen)
                - StrictMath.log(Math.PI);
    }

    private static double logFalling(long from, long factors) {
        return LogGamma.of(from + 1.0) - LogGamma.of(from - factors + 1.0);
    }

    private enum Side {
        LOW,
        HIGH
    }
}
