package dev.midstream.trainer.subspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.evaluation.subspace.Curve;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.evaluation.subspace.Simplex;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawTest {
    @Test
    void draw_network_hasOnePointForAllModulesAndTwoDistinctEndpoints() {
        SplittableRandom random = new SplittableRandom(2);
        int firstIsZero = 0;
        for (int i = 0; i < 1_000; i++) {
            Draw draw = Draw.sample(new Line(), Sampling.REFERENCE, 5, random);
            assertThat(draw.mixing().length).isEqualTo(1);
            for (float[] row : draw.mixing()[0]) {
                assertThat(row).containsExactly(draw.mixing()[0][0]);
            }
            assertThat(draw.pair()[0][0] + draw.pair()[1][0]).isEqualTo(1);
            assertThat(draw.pair()[0][1] + draw.pair()[1][1]).isEqualTo(1);
            firstIsZero += (int) draw.pair()[0][0];
        }
        assertThat(firstIsZero).isBetween(420, 580);
    }

    /** Of a curve's three pairs none is left out, and none has an endpoint twice. */
    @Test
    void draw_curve_drawsEveryOrderedPairEquallyOften() {
        SplittableRandom random = new SplittableRandom(2);
        int[][] counts = new int[3][3];
        for (int i = 0; i < 6_000; i++) {
            float[][] pair = Draw.sample(new Curve(), Sampling.REFERENCE, 1, random).pair();
            counts[one(pair[0])][one(pair[1])]++;
        }
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                // Five standard deviations of a binomial count of expectation 1000.
                assertThat(counts[i][k]).isBetween(i == k ? 0 : 855, i == k ? 0 : 1_145);
            }
        }
    }

    private static int one(float[] row) {
        int found = -1;
        for (int i = 0; i < row.length; i++) {
            if (row[i] == 1) {
                assertThat(found).isEqualTo(-1);
                found = i;
            }
        }
        return found;
    }

    @Test
    void draw_layerWiseSamples_areAllDifferent() {
        Sampling sampling = new Sampling(Sampling.Span.MODULE, 2);
        Draw draw = Draw.sample(new Simplex(3), sampling, 4, new SplittableRandom(1));
        Set<Float> first = new HashSet<>();
        for (float[][] point : draw.mixing()) {
            for (float[] row : point) {
                first.add(row[0]);
                assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-6f));
            }
        }
        assertThat(first).hasSize(8);
    }

    @Test
    void draw_point_picksNoPair() {
        Draw draw = Draw.sample(new Point(), Sampling.REFERENCE, 3, new SplittableRandom(1));
        assertThat(draw.pair()).isDeepEqualTo(new float[2][1]);
        assertThat(draw.mixing()[0]).isDeepEqualTo(new float[][] {{1}, {1}, {1}});
    }
}
