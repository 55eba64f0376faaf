package dev.midstream.metrics.sequence;

import java.util.Arrays;

/**
 * How surprising a sum of deviations is, at every moment and in any order: the gamma-exponential
 * mixture of Howard, Ramdas, McAuliffe and Sekhon (2021), "Time-uniform, nonparametric,
 * nonasymptotic confidence sequences", Annals of Statistics 49.
 *
 * <p>Outcomes {@code X} in [0, 1] come in some order. {@code mu_i} is the conditional mean of
 * {@code X_i} given the past, and {@code x_i} in [0, 1] a prediction of it that is known when
 * {@code mu_i} is. With the sums {@code S = sum (X_i - mu_i)} and {@code V = sum (X_i - x_i)^2},
 *
 * <pre>exp(lambda S - psi(lambda) V),   psi(lambda) = -log(1 - lambda) - lambda</pre>
 *
 * is a supermartingale that starts at 1, for every {@code lambda} in [0, 1) (Fan, Grama and Liu
 * 2015). So is its mean {@code m(S, V)} over a gamma distribution of {@code 1 - lambda}, restricted
 * to [0, 1], with shape and rate {@code rho}:
 *
 * <pre>
 * log m(s, v) = rho log rho - log Gamma(rho) - log P(rho, rho)
 *             + log Gamma(v+rho) + log P(v+rho, s+v+rho) - (v+rho) log(s+v+rho) + s + v</pre>
 *
 * where {@code P} is the regularised lower incomplete gamma function; so is, for one and the same
 * {@code S}, the mean of {@code m} over several predictions. By Ville's inequality it ever reaches
 * {@code 1/error} with probability {@code error} at most. The other tail, of {@code -S}, is the
 * same for {@code 1 - X} and {@code 1 - x}, with the same {@code V}.
 *
 * <p>A larger {@code V} makes {@code m} smaller: an upper bound of it may stand for it. Which
 * predictions are allowed depends on what {@code mu_i} is given: constants always; a classifier's
 * confidence in image {@code i} only where {@code mu_i} is the mean given that confidence too.
 *
 * <p>Immutable.
 */
public final class Deviations {
    private static final double RELATIVE_PRECISION = 1e-8;
    private static final int MAX_STEPS = 200;

    private final double rho;
    private final double logOfNothing;
    private final double[] variances;

    private Deviations(double rho, double[] variances) {
        this.rho = rho;
        this.variances = variances;
        logOfNothing = GammaIntegral.log(rho, 0);
    }

    /**
     * The mixture for the sums {@code V} of one or more predictions.
     *
     * @param rho where the mixture is narrowest: near {@code V = 10 rho} at usual levels; positive
     *     and fixed before the first outcome
     * @param variances a {@code V} for each prediction, not negative
     * @throws IllegalArgumentException if {@code rho} or a {@code V} is out of range
     */
    public static Deviations of(double rho, double... variances) {
        if (!(rho > 0)
                || variances.length == 0
                || !Arrays.stream(variances).allMatch(v -> v >= 0 && v < Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "Cannot mix deviations: rho is %s and V is %s."
                            .formatted(rho, Arrays.toString(variances)));
        }
        return new Deviations(rho, variances.clone());
    }

    /**
     * The mixture for a sum of {@code count} outcomes, each 0 or 1, with the constant predictions
     * 0, 1/2 and 1: {@code V} is then the ones, {@code count/4} and the zeros.
     *
     * @param rho as in {@link #of}
     * @param ones how many outcomes are 1
     * @param count how many there are
     */
    static Deviations ofConstants(double rho, long ones, long count) {
        return of(rho, (double) ones, count / 4.0, (double) (count - ones));
    }

    /**
     * Evidence against the conditional means that leave the deviation {@code s}: the natural
     * logarithm of the mean of {@code m(s, V)} over the predictions. At 0 it is not positive.
     *
     * @param s the tail's deviation, {@code S} or {@code -S}, not negative
     */
    public double logEvidence(double s) {
        return at(s).log();
    }

    /**
     * The smallest deviation whose {@link #logEvidence} is {@code logThreshold}.
     *
     * @param logThreshold not negative, for instance {@code log(2 / error)} for two tails
     */
    public double reaching(double logThreshold) {
        // The logarithm is increasing and convex in s: from the second step on, Newton's iterates
        // fall towards the root and stay above it. Robbins' normal mixture is a good first guess.
        double v = Arrays.stream(variances).min().getAsDouble();
        double s = Math.sqrt((v + rho) * (2 * logThreshold + StrictMath.log1p(v / rho)));
        for (int step = 0; step < MAX_STEPS; step++) {
            Point point = at(s);
            double next = s - (point.log() - logThreshold) / point.slope();
            double change = Math.abs(next - s);
            s = Math.max(0, next);
            if (change <= RELATIVE_PRECISION * s) {
                break; // Convergence is quadratic: what is left is far smaller than this change.
            }
        }
        return s;
    }

    private Point at(double s) {
        double[] logs = new double[variances.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < variances.length; i++) {
            logs[i] = GammaIntegral.log(variances[i] + rho, s);
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        double slope = 0;
        for (int i = 0; i < variances.length; i++) {
            double weight = StrictMath.exp(logs[i] - largest);
            sum += weight;
            // d log I(a, s) / ds is the mean of lambda under the mixture's weights.
            slope += weight * (s + StrictMath.exp(-logs[i])) / (variances[i] + rho + s);
        }
        double log = largest + StrictMath.log(sum / variances.length) - logOfNothing;
        return new Point(log, slope / sum);
    }

    private record Point(double log, double slope) {}
}
