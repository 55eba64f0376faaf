package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaIntegralTest {
    /** Computed with 40 digits by numerical integration over log u (mpmath). */
    @ParameterizedTest
    @CsvSource({
        "5, 0, -0.44983548145397756",
        "5, 3, 0.67589396680371694",
        "7, 400, 371.51755891391194",
        "20, 0, -1.2101250832960872",
        "20, 12.5, 2.2075771896776726",
        "70, 50, 11.06612602977087",
        "1000, 60, -0.83490354222687795",
        "2520, 150, 1.2959894526597782",
        "1e6, 0, -6.6816979168438269",
        "1e6, 4000, 1.9898814541324312",
        "2.5e8, 60000, -1.550772985120006",
        "1e9, 120000, -2.2433442793175007",
        "1e9, 1e9, 306852809.99736031"
    })
    void log_anySize_asComputedWithFortyDigits(double a, double s, double expected) {
        assertThat(GammaIntegral.log(a, s))
                .isCloseTo(expected, within(1e-11 * Math.max(1, Math.abs(expected))));
    }

    @Property(tries = 300)
    void log_everyBranch_isTheIntegral(
            @ForAll @DoubleRange(min = 0.5, max = 3_000) double a,
            @ForAll @DoubleRange(min = 0, max = 4) double s) {
        double deviation = s * Math.sqrt(a);

        assertThat(GammaIntegral.log(a, deviation))
                .isCloseTo(integrated(a, deviation), within(1e-9));
    }

    /** Abramowitz and Stegun, table 7.1: erf. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.5, 0.5204998778",
        "1, 0.8427007929",
        "1.2, 0.9103139782",
        "1.3, 0.9340079449",
        "1.5, 0.9661051465",
        "1.9, 0.9927904292"
    })
    void scaledComplementaryError_tabulated(double x, double erf) {
        double erfc = Math.exp(-x * x) * GammaIntegral.scaledComplementaryError(x * x);

        assertThat(erfc).isCloseTo(1 - erf, within(1e-10));
    }

    @Property(tries = 100)
    void sum_manyImages_isItsFirstCoefficientInClosedForm(
            @ForAll @DoubleRange(min = 0.05, max = 1.3) double mu) {
        // DLMF 8.12.9.
        double eta = Math.sqrt(2 * (mu - Math.log1p(mu)));

        assertThat(UniformExpansion.at(1e14, eta)).isCloseTo(1 / mu - 1 / eta, within(1e-11));
    }

    @ParameterizedTest
    @CsvSource({"20", "100", "1000"})
    void sum_middle_isTheSeriesOfQ(double a) {
        // DLMF 8.11.12 of P(a, a), in powers of 1/a: -1/3, -1/540, 25/6048, 101/155520, ...
        double expected =
                -1.0 / 3 - 1 / (540 * a) + 25 / (6048 * a * a) + 101 / (155_520 * a * a * a);

        assertThat(UniformExpansion.at(a, 0)).isCloseTo(expected, within(1e-2 / Math.pow(a, 4)));
    }

    /** Simpson's rule over t = -log u, around the largest value of the integrand. */
    private static double integrated(double a, double s) {
        double peak = Math.log1p(s / a);
        double top = -a * peak + (a + s) * (1 - Math.exp(-peak));
        double width = 1 / Math.sqrt(a);
        double from = Math.max(0, peak - 12 * width);
        double to = peak + 60 * width * Math.max(1, width);
        int steps = 40_000;
        double step = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double t = from + i * step;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-a * t - (a + s) * Math.expm1(-t) - top);
        }
        return top + Math.log(sum * step / 3);
    }
}
