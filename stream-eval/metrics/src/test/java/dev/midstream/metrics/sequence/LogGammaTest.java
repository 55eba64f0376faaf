package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogGammaTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 50, 170})
    void of_wholeNumber_isTheLogarithmOfTheFactorial(int x) {
        double expected = 0;
        for (int i = 2; i < x; i++) {
            expected += Math.log(i);
        }

        assertThat(LogGamma.of(x)).isCloseTo(expected, within(1e-10));
    }

    @Test
    void of_half_isTheLogarithmOfTheRootOfPi() {
        assertThat(LogGamma.of(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-12));
    }
}
