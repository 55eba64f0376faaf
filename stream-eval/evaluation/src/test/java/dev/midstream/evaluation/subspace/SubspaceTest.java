package dev.midstream.evaluation.subspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void at_curve_isTheBezierCurveOfDeCasteljau() {
        for (double a = -0.1; a < 1.15; a += 0.05) {
            // Twice along the straight lines, on three numbers that stand for the networks.
            double toControl = (1 - a) * 3 + a * 11;
            double fromControl = (1 - a) * 11 + a * -2;
            double expected = (1 - a) * toControl + a * fromControl;
            double[] mixing = new Curve().at(a);
            assertThat(3 * mixing[0] - 2 * mixing[1] + 11 * mixing[2])
                    .isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void namedPoints_curve_lieOnTheCurve() {
        Curve curve = new Curve();
        assertThat(curve.corners()).isEqualTo(2);
        assertThat(curve.endpoint(0)).containsExactly(curve.at(0));
        assertThat(curve.endpoint(1)).containsExactly(curve.at(1));
        assertThat(curve.midpoint()).containsExactly(0.25, 0.25, 0.5);
        assertThatThrownBy(() -> curve.endpoint(2)).hasMessage("Unknown endpoint: 2");
    }

    /** On the uniform simplex every weight has the survival function (1 - t)^(m - 1). */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 9})
    void sample_simplex_isUniform(int endpoints) {
        SplittableRandom random = new SplittableRandom(1);
        Simplex simplex = new Simplex(endpoints);
        double threshold = 1.0 / endpoints;
        int[] above = new int[endpoints];
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double[] mixing = simplex.sample(random);
            double sum = 0;
            for (int k = 0; k < endpoints; k++) {
                sum += mixing[k];
                above[k] += mixing[k] > threshold ? 1 : 0;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
        double share = Math.pow(1 - threshold, endpoints - 1);
        double deviation = Math.sqrt(share * (1 - share) / draws);
        for (int count : above) {
            assertThat((double) count / draws).isCloseTo(share, within(5 * deviation));
        }
        assertThat(simplex.midpoint()).containsOnly(threshold);
        assertThat(simplex.endpoint(endpoints - 1)[endpoints - 1]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void construct_simplexOfOtherSize_isRefused(int endpoints) {
        assertThatThrownBy(() -> new Simplex(endpoints))
                .hasMessage(
                        "Invalid number of endpoints: "
                                + endpoints
                                + ". A simplex has from 2 to 9.");
    }

    @Test
    void named_everyName_givesThatSubspace() {
        assertThat(Subspace.named("point", OptionalInt.empty())).isEqualTo(new Point());
        assertThat(Subspace.named("line", OptionalInt.of(2))).isEqualTo(new Line());
        assertThat(Subspace.named("curve", OptionalInt.empty())).isEqualTo(new Curve());
        assertThat(Subspace.named("simplex", OptionalInt.empty())).isEqualTo(new Simplex(3));
        assertThat(Subspace.named("simplex", OptionalInt.of(5))).isEqualTo(new Simplex(5));
    }

    @Test
    void named_unknown_isRefused() {
        assertThatThrownBy(() -> Subspace.named("plane", OptionalInt.empty()))
                .hasMessage("Unknown subspace: plane. Use point, line, curve or simplex.");
        assertThatThrownBy(() -> Subspace.named("line", OptionalInt.of(3)))
                .hasMessage(
                        "Invalid number of endpoints: a line has 2, not 3. Use --subspace simplex"
                                + " for more.");
    }
}
