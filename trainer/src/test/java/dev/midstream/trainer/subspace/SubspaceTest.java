package dev.midstream.trainer.subspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubspaceTest {
    @Test
    void sample_line_isUniformOnTheSegment() {
        SplittableRandom random = new SplittableRandom(1);
        int[] tenths = new int[10];
        for (int i = 0; i < 20_000; i++) {
            double[] mixing = new Line().sample(random);
            assertThat(mixing[0] + mixing[1]).isCloseTo(1, within(1e-12));
            tenths[(int) (10 * mixing[1])]++;
        }
        for (int count : tenths) {
            // Five standard deviations of a binomial count.
            assertThat(count).isBetween(2_000 - 212, 2_000 + 212);
        }
    }

    @Test
    void midpointAndEndpoints_line_areTheOnesOfTheSegment() {
        assertThat(new Line().midpoint()).containsExactly(0.5, 0.5);
        assertThat(new Line().endpoint(0)).containsExactly(1, 0);
        assertThat(new Line().endpoint(1)).containsExactly(0, 1);
    }

    @Test
    void everyPoint_point_isTheNetworkItself() {
        assertThat(new Point().midpoint()).containsExactly(1);
        assertThat(new Point().sample(new SplittableRandom(1))).containsExactly(1);
    }

    @Test
    void named_unknown_isRefused() {
        assertThatThrownBy(() -> Subspaces.named("plane"))
                .hasMessage("Unknown subspace: plane. Use point or line.");
    }

    @Test
    void draw_line_hasOnePointForAllModulesAndTwoDistinctEndpoints() {
        SplittableRandom random = new SplittableRandom(2);
        int firstIsZero = 0;
        for (int i = 0; i < 1_000; i++) {
            Draw draw = Draw.sample(new Line(), 5, random);
            for (float[] row : draw.mixing()) {
                assertThat(row).containsExactly(draw.mixing()[0]);
            }
            assertThat(draw.pair()[0][0] + draw.pair()[1][0]).isEqualTo(1);
            assertThat(draw.pair()[0][1] + draw.pair()[1][1]).isEqualTo(1);
            firstIsZero += (int) draw.pair()[0][0];
        }
        assertThat(firstIsZero).isBetween(420, 580);
    }

    @Test
    void draw_point_picksNoPair() {
        Draw draw = Draw.sample(new Point(), 3, new SplittableRandom(1));
        assertThat(draw.pair()).isDeepEqualTo(new float[2][1]);
        assertThat(draw.mixing()).isDeepEqualTo(new float[][] {{1}, {1}, {1}});
    }
}
