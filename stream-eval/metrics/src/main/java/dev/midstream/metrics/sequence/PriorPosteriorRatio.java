package dev.midstream.metrics.sequence;

/**
 * The prior-posterior ratio for drawing from a set without replacement, with a beta-binomial prior
 * of how many of it are ones (Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling
 * without replacement", theorem 3.1).
 *
 * <p>A set of {@code N} has {@code K} ones. After {@code s} ones of {@code n} drawn
 *
 * <pre>R(K) = B(a+s, b+n-s) / B(a, b) / (K)_s / (N-K)_(n-s) * (N)_n</pre>
 *
 * with falling factorials {@code (K)_s = K (K-1) ... (K-s+1)}: the probability of the draws under
 * the prior, which is that of Krichevsky and Trofimov for {@code a = b = 1/2}, divided by that
 * under {@code K}. At the true {@code K} it is a martingale that starts at 1, and so reaches {@code
 * 1/error} with probability {@code error} at most. It falls towards {@code K = N s/n} from both
 * sides, so that the totals below a bound are an interval.
 *
 * @param size of the set
 * @param drawn of it, in random order
 */
record PriorPosteriorRatio(long size, long drawn) {
    private static final double PRIOR = 0.5;

    /** The least total whose ratio is below a bound. */
    long least(long ones, double logBound) {
        return end(ones, logBound, ones - 1);
    }

    /** The largest total whose ratio is below a bound. */
    long largest(long ones, double logBound) {
        return end(ones, logBound, size - drawn + ones + 1);
    }

    private long end(long ones, double logBound, long impossible) {
        double known = logMarginal(ones) + logFalling(size, drawn);
        // The mode of the likelihood, which is inside: there the ratio is at most 1.
        long inside = Math.min(size - drawn + ones, mode(ones));
        long outside = impossible;
        while (Math.abs(outside - inside) > 1) {
            long middle = inside + (outside - inside) / 2;
            double logLikelihood =
                    logFalling(middle, ones) + logFalling(size - middle, drawn - ones);
            if (known - logLikelihood < logBound) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private long mode(long ones) {
        return drawn == 0 ? 0 : (long) Math.floor((double) ones / drawn * (size + 1));
    }

    private double logMarginal(long ones) {
        return LogGamma.of(PRIOR + ones)
                + LogGamma.of(PRIOR + drawn - ones)
                - LogGamma.of(2 * PRIOR + drawn)
                - StrictMath.log(Math.PI);
    }

    private static double logFalling(long from, long factors) {
        return LogGamma.of(from + 1.0) - LogGamma.of(from - factors + 1.0);
    }
}
