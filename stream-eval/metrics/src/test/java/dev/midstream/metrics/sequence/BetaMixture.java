package dev.midstream.metrics.sequence;

/**
 * Robbins' beta mixture (1970), for comparison: a likelihood ratio against a fair coin, or the
 * interval of a constant probability. It holds at all moments together, but only while the
 * probability does not move.
 */
final class BetaMixture {
    private static final double PRIOR = 0.5;

    private BetaMixture() {}

    /** The p-value of equality, for discordant images that are all won with one probability. */
    static double pValue(long wins, long losses) {
        double log =
                LogGamma.of(PRIOR + wins)
                        + LogGamma.of(PRIOR + losses)
                        - LogGamma.of(2 * PRIOR + wins + losses)
                        - Math.log(Math.PI)
                        + (wins + losses) * Math.log(2);
        return Math.min(1, Math.exp(-log));
    }
}
