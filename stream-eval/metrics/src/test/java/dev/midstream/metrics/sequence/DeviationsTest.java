package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeviationsTest {
    private static final double TWO_TAILS = Math.log(2 / 0.05);

    @Test
    void logEvidence_nothingSeen_isOne() {
        assertThat(Deviations.of(20, 0).logEvidence(0)).isCloseTo(0, within(1e-13));
    }

    @Property(tries = 200)
    void logEvidence_isTheMeanOverLambdaOfTheSupermartingale(
            @ForAll @DoubleRange(min = 3, max = 60) double rho,
            @ForAll @DoubleRange(min = 0, max = 400) double v,
            @ForAll @DoubleRange(min = 0, max = 80) double s) {
        DoubleUnaryOperator density = u -> Math.exp((rho - 1) * Math.log(u) - rho * u);
        DoubleUnaryOperator weighted =
                u ->
                        Math.exp((1 - u) * s - v * (-Math.log(u) - (1 - u)))
                                * density.applyAsDouble(u);
        double expected = Math.log(integral(weighted) / integral(density));

        assertThat(Deviations.of(rho, v).logEvidence(s)).isCloseTo(expected, within(1e-5));
    }

    @Test
    void logEvidence_severalPredictions_isOfTheirMean() {
        double mean =
                (Math.exp(Deviations.of(20, 930).logEvidence(40))
                                + Math.exp(Deviations.of(20, 250).logEvidence(40))
                                + Math.exp(Deviations.of(20, 70).logEvidence(40)))
                        / 3;

        assertThat(Deviations.ofConstants(20, 930, 1_000).logEvidence(40))
                .isCloseTo(Math.log(mean), within(1e-12));
    }

    @Property
    void logEvidence_moreDeviationOrLessVariance_isMore(
            @ForAll @DoubleRange(min = 0, max = 1e6) double v,
            @ForAll @DoubleRange(min = 0, max = 1e4) double s,
            @ForAll @DoubleRange(min = 0.01, max = 100) double more) {
        double evidence = Deviations.of(5, v).logEvidence(s);

        assertThat(Deviations.of(5, v).logEvidence(s + more)).isGreaterThan(evidence);
        if (s > 1) {
            assertThat(Deviations.of(5, v + more).logEvidence(s)).isLessThan(evidence);
        }
    }

    @Property
    void logEvidence_noDeviation_isNoEvidence(@ForAll @DoubleRange(min = 0, max = 1e9) double v) {
        assertThat(Deviations.of(20, v).logEvidence(0)).isLessThan(1e-12);
    }

    @Property(tries = 200)
    void logEvidence_biasedCoin_oneTailExpectsAtMostOne(
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double bias,
            @ForAll @IntRange(min = 1, max = 400) int count) {
        double wrong = expectedAbove(bias, count, ones -> Deviations.of(5, count - ones));
        double right = expectedAbove(bias, count, ones -> Deviations.of(5, ones));
        double mean = expectedAbove(bias, count, ones -> Deviations.ofConstants(5, ones, count));

        assertThat(wrong).isLessThan(1);
        assertThat(right).isLessThan(1);
        assertThat(mean).isLessThan(1);
    }

    @Test
    void logEvidence_fewErrorsAndThePredictionOne_oneTailExpectsItsWholeShareOfOne() {
        // Fan's inequality is an equality of images that are right, and nearly so of few errors.
        assertThat(expectedAbove(0.98, 400, ones -> Deviations.of(5, 400 - ones)))
                .isBetween(0.8, 1.0);
    }

    @Property
    void reaching_isTheInverse(
            @ForAll @DoubleRange(min = 0, max = 1e9) double v,
            @ForAll @DoubleRange(min = 0.1, max = 50) double threshold) {
        Deviations deviations = Deviations.of(20, v, v / 3);

        assertThat(deviations.logEvidence(deviations.reaching(threshold)))
                .isCloseTo(threshold, within(1e-7));
    }

    @Test
    void reaching_fewImages_growsWithTheThresholdAsTheTailIsExponential() {
        // m(s, 0) is at most e^s.
        assertThat(Deviations.of(20, 0).reaching(TWO_TAILS)).isGreaterThan(TWO_TAILS);
        assertThat(Deviations.of(1e-3, 0).reaching(300)).isBetween(300.0, 310.0);
    }

    @Test
    void reaching_rhoFarFromTheVariance_isWiderThanRhoNearIt() {
        double near = Deviations.of(20, 200).reaching(TWO_TAILS);

        assertThat(Deviations.of(2, 200).reaching(TWO_TAILS)).isGreaterThan(near);
        assertThat(Deviations.of(200, 200).reaching(TWO_TAILS)).isGreaterThan(near);
    }

    @Test
    void reaching_aThousandMillionImages_isAsNarrowAsTheLawOfTheIteratedLogarithmLets() {
        // Of order sqrt(V log V): Robbins' normal mixture of variance V/rho gives 6.28e4 * 1.1.
        double v = 2.5e8;
        double normal = Math.sqrt(v * (Math.log(v / 20) + 2 * TWO_TAILS));

        assertThat(Deviations.of(20, v).reaching(TWO_TAILS))
                .isCloseTo(normal, within(0.05 * normal));
    }

    @Test
    void of_impossibleNumbers_rejected() {
        assertThatThrownBy(() -> Deviations.of(0, 1))
                .hasMessage("Cannot mix deviations: rho is 0.0 and V is [1.0].");
        assertThatThrownBy(() -> Deviations.of(5, 1, -1)).hasMessageContaining("[1.0, -1.0]");
        assertThatThrownBy(() -> Deviations.of(5)).hasMessageContaining("V is []");
    }

    /** The exact expectation of {@code m} over the binomial outcomes above their mean. */
    private static double expectedAbove(double bias, int count, IntFunction<Deviations> of) {
        double sum = 0;
        for (int ones = 0; ones <= count; ones++) {
            double s = ones - count * bias;
            if (s >= 0) {
                double logProbability =
                        LogGamma.of(count + 1)
                                - LogGamma.of(ones + 1)
                                - LogGamma.of(count - ones + 1)
                                + ones * Math.log(bias)
                                + (count - ones) * Math.log1p(-bias);
                sum += Math.exp(logProbability + of.apply(ones).logEvidence(s));
            }
        }
        return sum;
    }

    /** The midpoint rule on [0, 1]. */
    private static double integral(DoubleUnaryOperator f) {
        int steps = 50_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += f.applyAsDouble((i + 0.5) / steps);
        }
        return sum / steps;
    }
}
