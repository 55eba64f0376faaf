package dev.midstream.trainer.graph.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossScaleTest {
    @Test
    void afterFinite_manySteps_doubles() {
        LossScale scale = LossScale.INITIAL;
        for (int step = 1; step < LossScale.STEPS_TO_DOUBLE; step++) {
            scale = scale.afterFinite();
            assertThat(scale).isEqualTo(new LossScale(32768, step));
        }

        assertThat(scale.afterFinite()).isEqualTo(new LossScale(65536, 0));
    }

    @Test
    void afterOverflow_halvesAndBeginsToCountAnew() {
        assertThat(new LossScale(1024, 1999).afterOverflow()).isEqualTo(new LossScale(512, 0));
        assertThat(new LossScale(1, 5).afterOverflow()).isEqualTo(new LossScale(1, 0));
    }

    @Test
    void afterFinite_largestScale_stays() {
        assertThat(new LossScale(1 << 24, 1999).afterFinite()).isEqualTo(new LossScale(1 << 24, 0));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, 0.5f, Float.NaN, Float.POSITIVE_INFINITY})
    void new_impossibleScale_isRefused(float value) {
        assertThatThrownBy(() -> new LossScale(value, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
