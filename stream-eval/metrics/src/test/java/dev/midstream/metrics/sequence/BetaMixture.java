package dev.midstream.metrics.sequence;

/**
 * Robbins' beta mixture (1970), for comparison: a likelihood ratio against a fair coin, and the
 * interval of a constant probability. Both hold at all moments together, but only while the
 * probability of the next answer does not move.
 */
final class BetaMixture {
    private static final double PRIOR = 0.5;

    private BetaMixture() {}

    /** The p-value of equality, for discordant images that are all won with one probability. */
    static double pValue(long wins, long losses) {
        double log = logMarginal(wins, losses) + (wins + losses) * Math.log(2);
        return Math.min(1, Math.exp(-log));
    }

    /** The interval of the probability that all images are answered correctly with. */
    static Interval interval(long correct, long count, double error) {
        double bound = logMarginal(correct, count - correct) + Math.log(error);
        double mean = (double) correct / count;
        return new Interval(
                crossing(correct, count, bound, mean, 0), crossing(correct, count, bound, mean, 1));
    }

    private static double crossing(long correct, long count, double bound, double from, double to) {
        double inside = from;
        double outside = to;
        for (int i = 0; i < 60; i++) {
            double p = (inside + outside) / 2;
            double logLikelihood = correct * Math.log(p) + (count - correct) * Math.log1p(-p);
            if (logLikelihood >= bound) {
                inside = p;
            } else {
                outside = p;
            }
        }
        return outside;
    }

    private static double logMarginal(long ones, long zeros) {
        return LogGamma.of(PRIOR + ones)
                + LogGamma.of(PRIOR + zeros)
                - LogGamma.of(2 * PRIOR + ones + zeros)
                - Math.log(Math.PI);
    }
}
