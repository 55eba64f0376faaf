package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaFunctionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 50, 170})
    void logGamma_wholeNumber_isTheLogarithmOfTheFactorial(int x) {
        double expected = 0;
        for (int i = 2; i < x; i++) {
            expected += Math.log(i);
        }

        assertThat(BetaFunction.logGamma(x)).isCloseTo(expected, within(1e-10));
    }

    @Test
    void logGamma_half_isTheLogarithmOfTheRootOfPi() {
        assertThat(BetaFunction.logGamma(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-12));
    }
}
