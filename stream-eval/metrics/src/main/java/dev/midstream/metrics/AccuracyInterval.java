package dev.midstream.metrics;

import java.util.function.DoubleUnaryOperator;

/**
 * An always-valid confidence interval of an accuracy: however often the stream is looked at, all
 * intervals seen hold the true accuracy together with probability {@code 1 - error}.
 *
 * <p>The interval is the set of {@code p} with {@code B(a+s, b+n-s) / (B(a,b) p^s (1-p)^(n-s)) <=
 * 1/error} for {@code s} correct answers of {@code n}: a beta mixture is a martingale under the
 * true {@code p}, and Ville's inequality bounds its maximum (Robbins 1970, "Statistical methods
 * related to the law of the iterated logarithm"; Howard et al. 2021). Here {@code a = b = 1/2}.
 */
public final class AccuracyInterval {
    private static final double PRIOR = 0.5;
    private static final int BISECTIONS = 60;

    private AccuracyInterval() {}

    /**
     * The interval, in [0, 1], after {@code correct} of {@code count} images.
     *
     * @param error probability in (0, 1) that the sequence of intervals ever misses the truth
     * @throws IllegalArgumentException if the numbers are not possible
     */
    public static Interval of(long correct, long count, double error) {
        if (correct < 0 || correct > count || !(error > 0 && error < 1)) {
            throw new IllegalArgumentException(
                    "Cannot compute an interval: %d correct of %d at error %s."
                            .formatted(correct, count, error));
        }
        if (count == 0) {
            return Interval.UNIT;
        }
        long wrong = count - correct;
        double bound =
                BetaFunction.log(PRIOR + correct, PRIOR + wrong)
                        - BetaFunction.log(PRIOR, PRIOR)
                        + StrictMath.log(error);
        // Log-likelihood minus the bound: positive inside the interval, with one peak at the mean.
        DoubleUnaryOperator inside =
                p -> times(correct, StrictMath.log(p)) + times(wrong, StrictMath.log1p(-p)) - bound;
        double mean = (double) correct / count;
        double low = correct == 0 ? 0 : crossing(inside, mean, 0);
        double high = wrong == 0 ? 1 : crossing(inside, mean, 1);
        return new Interval(low, high);
    }

    /** Zero times minus infinity is zero here: an answer that never came says nothing. */
    private static double times(long count, double logarithm) {
        return count == 0 ? 0 : count * logarithm;
    }

    private static double crossing(DoubleUnaryOperator inside, double from, double to) {
        double within = from;
        double beyond = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (within + beyond) / 2;
            if (inside.applyAsDouble(middle) >= 0) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return beyond;
    }
}
