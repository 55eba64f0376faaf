package dev.midstream.trainer.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.evaluation.subspace.Curve;
import dev.midstream.evaluation.subspace.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridPointTest {
    @Test
    void along_line_stepsOfATwentiethAndBeyondBothEnds() {
        List<GridPoint> grid = GridPoint.along(new Line(), 0.05, 0.1);

        assertThat(grid).hasSize(25);
        assertThat(grid.get(0).coordinates().get(0)).isEqualTo(-0.1);
        assertThat(grid.get(12).mixing()).containsExactly(0.5, 0.5);
        assertThat(grid.get(24).coordinates().get(0)).isEqualTo(1.1);
        assertThat(grid.get(24).mixing().get(0)).isCloseTo(-0.1, within(1e-12));
    }

    @Test
    void along_curve_bezierWeights() {
        List<GridPoint> grid = GridPoint.along(new Curve(), 0.5, 0);

        assertThat(grid)
                .extracting(GridPoint::mixing)
                .containsExactly(
                        List.of(1.0, 0.0, 0.0), List.of(0.25, 0.25, 0.5), List.of(0.0, 1.0, 0.0));
    }

    @Test
    void onPlane_noMargin_theTriangle() {
        assertThat(GridPoint.onPlane(0.5, 0))
                .extracting(GridPoint::mixing)
                .containsExactlyInAnyOrder(
                        List.of(1.0, 0.0, 0.0),
                        List.of(0.5, 0.5, 0.0),
                        List.of(0.5, 0.0, 0.5),
                        List.of(0.0, 1.0, 0.0),
                        List.of(0.0, 0.5, 0.5),
                        List.of(0.0, 0.0, 1.0));
    }

    @Test
    void onPlane_margin_weightsAddUpToOneAndNoneIsFarBelowZero() {
        List<GridPoint> grid = GridPoint.onPlane(0.1, 0.1);

        // A triangle of 14 places a side: 13 + 1.
        assertThat(grid).hasSize(14 * 15 / 2);
        assertThat(grid)
                .allSatisfy(
                        point -> {
                            assertThat(point.mixing().stream().mapToDouble(w -> w).sum())
                                    .isCloseTo(1, within(1e-12));
                            assertThat(point.mixing()).allMatch(w -> w >= -0.1 - 1e-12);
                        });
    }
}
