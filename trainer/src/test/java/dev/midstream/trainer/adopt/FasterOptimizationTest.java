package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.onnx.Optimization;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FasterOptimizationTest {
    @ParameterizedTest
    @CsvSource({
        "700, 100, EXTENDED",
        "100, 89, EXTENDED",
        "100, 90, ALL",
        "100, 99, ALL",
        "100, 100, ALL",
        "100, 101, ALL",
        "100, 700, ALL"
    })
    void of_steadyTimes_extendedIfClearlyFaster(long all, long extended, Optimization expected) {
        assertThat(choose(List.of(all, extended))).isEqualTo(expected);
    }

    @Test
    void of_levels_runInTurn() {
        List<Optimization> levels = new ArrayList<>();
        Optimization unused =
                FasterOptimization.of(
                        level -> {
                            levels.add(level);
                            return 100;
                        });
        assertThat(levels).hasSize(10).startsWith(Optimization.ALL, Optimization.EXTENDED);
        assertThat(levels).filteredOn(Optimization.ALL::equals).hasSize(5);
        for (int i = 2; i < levels.size(); i++) {
            assertThat(levels.get(i)).isEqualTo(levels.get(i - 2));
        }
    }

    @Test
    void of_onePause_changesNothing() {
        // A pause in the second run of the faster level, and in that of the slower one.
        assertThat(choose(List.of(700L, 100L, 700L, 9000L, 700L, 100L, 700L, 100L, 700L, 100L)))
                .isEqualTo(Optimization.EXTENDED);
        assertThat(choose(List.of(100L, 100L, 9000L, 100L, 100L, 100L, 100L, 100L, 100L, 100L)))
                .isEqualTo(Optimization.ALL);
    }

    @Test
    void of_machineThatSlowsDownMeanwhile_comparesNeighbours() {
        assertThat(choose(List.of(100L, 80L, 150L, 120L, 300L, 240L, 500L, 400L, 900L, 720L)))
                .isEqualTo(Optimization.EXTENDED);
        assertThat(choose(List.of(900L, 900L, 500L, 500L, 300L, 300L, 150L, 150L, 100L, 100L)))
                .isEqualTo(Optimization.ALL);
    }

    /** Times of levels that are equally fast spread by a fifth. */
    @Test
    void of_equallyFastLevelsWithNoise_almostNeverExtended() {
        Random random = new Random(1);
        int extended = 0;
        for (int i = 0; i < 10_000; i++) {
            if (FasterOptimization.of(level -> 900 + random.nextInt(200))
                    == Optimization.EXTENDED) {
                extended++;
            }
        }
        assertThat(extended).isLessThan(100);
    }

    /** Repeats times of both levels in turn. */
    private static Optimization choose(List<Long> times) {
        int[] next = {0};
        ToLongFunction<Optimization> nanos = level -> times.get(next[0]++ % times.size());
        return FasterOptimization.of(nanos);
    }
}
