package dev.midstream.metrics;

/**
 * An always-valid test of whether two classifiers are equally accurate, from images that exactly
 * one of them got right: McNemar's question, which may be asked after every image.
 *
 * <p>If both are equally accurate, a discordant image is a win with probability 1/2, and {@code e =
 * B(a+wins, b+losses) 2^(wins+losses) / B(a, b)}, the likelihood of a beta mixture over that of the
 * fair coin, is a non-negative martingale that starts at 1: an e-process (Robbins 1970,
 * "Statistical methods related to the law of the iterated logarithm"; Grünwald, de Heide and Koolen
 * 2024, "Safe testing"). By Ville's inequality it ever reaches {@code 1/level} with probability at
 * most {@code level}, so {@code p = min(1, 1/e)} is valid at every moment and under every rule of
 * stopping (Ramdas et al. 2023, "Game-theoretic statistics and safe anytime-valid inference").
 *
 * <p>Here {@code a = b = 1/2}: then {@code B(a+wins, b+losses) / B(a, b)} is the Krichevsky and
 * Trofimov (1981) probability of the sequence.
 *
 * <p>Both figures are functions of the current sums alone, so that they survive merging and replay.
 * Whoever has watched the whole stream may use the smallest p-value seen, by the same inequality.
 */
public final class PairedTest {
    private static final double PRIOR = 0.5;

    private PairedTest() {}

    /**
     * Evidence against equality: natural logarithm of the e-value. 0 of no discordant image; it
     * falls below 0 where equality explains the images better.
     */
    public static double logEvidence(PairedSums sums) {
        return BetaFunction.log(PRIOR + sums.wins(), PRIOR + sums.losses())
                - BetaFunction.log(PRIOR, PRIOR)
                + (sums.wins() + sums.losses()) * StrictMath.log(2);
    }

    /** The always-valid p-value of equality, in (0, 1]. */
    public static double pValue(PairedSums sums) {
        double p = StrictMath.exp(-logEvidence(sums));
        return Math.min(1, Math.max(p, Double.MIN_VALUE));
    }
}
