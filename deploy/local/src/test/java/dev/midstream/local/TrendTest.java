package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void growth_onlyAtTheStart_isSteady() {
        Trend trend = trend(i -> i < 20 ? 10 * i : 200);

        assertThat(trend.growth()).isCloseTo(0, within(1e-9));
        assertThat(trend.isWithinBound()).isTrue();
    }

    @Test
    void growth_oneAMinute_isFoundUnderNoise() {
        Trend trend = trend(i -> 100 + i + (i % 2 == 0 ? 3 : -3));

        assertThat(trend.growth()).isCloseTo(39, within(2.0));
        assertThat(trend.isWithinBound()).isFalse();
        assertThat(trend.row()).contains("threads").contains("GROWS");
    }

    @Test
    void growth_noiseAlone_isWithinTheBound() {
        assertThat(trend(i -> 100 + i % 4).isWithinBound()).isTrue();
    }

    @Test
    void growth_outlierAtTheEnd_isWithinTheBound() {
        assertThat(trend(i -> i == 59 ? 1000 : 100).growth()).isZero();
    }

    @Test
    void growth_oneValue_isNone() {
        assertThat(new Trend("threads", 5, List.of(3.0)).growth()).isZero();
    }

    private static Trend trend(java.util.function.IntToDoubleFunction value) {
        return new Trend(
                "threads", 5, IntStream.range(0, 60).mapToObj(value::applyAsDouble).toList());
    }
}
