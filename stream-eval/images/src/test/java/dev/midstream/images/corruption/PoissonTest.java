package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.images.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {

    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 9.99, 10, 15, 60, 500, 3000})
    void next_manyDraws_haveTheFrequenciesOfTheDistribution(double mean) {
        SeededRandom random = new SeededRandom(1, "poisson");
        Poisson distribution = new Poisson(mean);
        int[] counts = new int[4096];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            int count = distribution.next(random);
            counts[count]++;
            sum += count;
            squares += (count - mean) * (count - mean);
        }

        assertThat(sum / DRAWS).isCloseTo(mean, within(4 * Math.sqrt(mean / DRAWS)));
        // The fourth central moment is mean + 3 mean^2.
        double error = Math.sqrt((mean + 2 * mean * mean) / DRAWS);
        assertThat(squares / DRAWS).isCloseTo(mean, within(4 * error));
        double logFactorial = 0;
        for (int count = 0; count < counts.length; count++) {
            logFactorial += count == 0 ? 0 : Math.log(count);
            double expected = DRAWS * Math.exp(count * Math.log(mean) - mean - logFactorial);
            assertThat((double) counts[count])
                    .as("frequency of %d", count)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected) + 2));
        }
    }

    @Test
    void next_meanOfZero_isZero() {
        assertThat(new Poisson(0).next(new SeededRandom(1, "poisson"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void new_impossibleMean_isRefused(double mean) {
        assertThatThrownBy(() -> new Poisson(mean)).isInstanceOf(IllegalArgumentException.class);
    }
}
