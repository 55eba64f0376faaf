package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningCalibrationTest {
    /** Half-widths in points, computed by bisection of the formula with SciPy's gammainc. */
    @ParameterizedTest
    @CsvSource({
        "100, 0.055, 11.03, 23.43",
        "1000, 0.055, 2.59, 4.63",
        "10000, 0.055, 0.82, 1.29",
        "100, 0.17, 15.73, 30.71",
        "1000, 0.17, 4.48, 7.48",
        "10000, 0.17, 1.48, 2.25"
    })
    void intervals_tabulated(long count, double residual, double gapPoints, double ecePoints) {
        Interval gap = RunningCalibration.gap(0, residual * count, count, 0.05);
        Interval ece = RunningCalibration.ece(0.5, 12, residual * count, count, 0.05);

        assertThat(100 * gap.high()).isCloseTo(gapPoints, within(0.005));
        assertThat(gap.low()).isEqualTo(-gap.high());
        assertThat(100 * (ece.high() - 0.5)).isCloseTo(ecePoints, within(0.005));
        assertThat(ece.high() - 0.5).isCloseTo(0.5 - ece.low(), within(1e-12));
    }

    @Test
    void ece_oneBin_isAsWideAsTheGap() {
        assertThat(RunningCalibration.ece(0.5, 1, 55, 1_000, 0.05).high() - 0.5)
                .isCloseTo(RunningCalibration.gap(0, 55, 1_000, 0.05).high(), within(1e-12));
    }

    @Property
    void ece_moreBinsOrMoreResiduals_isWider(
            @ForAll @IntRange(min = 1, max = 59) int bins,
            @ForAll @DoubleRange(min = 0.01, max = 0.2) double residual) {
        double usual = RunningCalibration.ece(0, bins, residual * 10_000, 10_000, 0.05).high();

        assertThat(RunningCalibration.ece(0, bins + 1, residual * 10_000, 10_000, 0.05).high())
                .isGreaterThan(usual);
        assertThat(RunningCalibration.ece(0, bins, residual * 10_100, 10_000, 0.05).high())
                .isGreaterThan(usual);
    }

    @Test
    void bin_isAGapAtItsShareOfTheError() {
        Interval bin = RunningCalibration.bin(50, 25, 100, 15, 0.05);
        Interval gap = RunningCalibration.gap(0, 25, 100, 0.05 / 15);

        assertThat(bin.low()).isCloseTo(0.5 - gap.high(), within(1e-12));
        assertThat(bin.high()).isCloseTo(0.5 + gap.high(), within(1e-12));
    }

    @Test
    void intervals_noImage_areEverything() {
        assertThat(RunningCalibration.gap(0, 0, 0, 0.05)).isEqualTo(new Interval(-1, 1));
        assertThat(RunningCalibration.ece(0, 0, 0, 0, 0.05)).isEqualTo(Interval.UNIT);
        assertThat(RunningCalibration.bin(0, 0, 0, 15, 0.05)).isEqualTo(Interval.UNIT);
    }

    @Test
    void intervals_impossibleNumbers_rejected() {
        assertThatThrownBy(() -> RunningCalibration.gap(0.1, 3, 2, 0.05))
                .hasMessage(
                        "Cannot compute an interval: 0.1 of 2 images with squared residuals of 3.0"
                                + " at error 0.05.");
        assertThatThrownBy(() -> RunningCalibration.ece(0.1, 0, 1, 2, 0.05))
                .hasMessage("Cannot compute an interval: 2 images in 0 bins.");
        assertThatThrownBy(() -> RunningCalibration.bin(3, 1, 2, 15, 0.05))
                .hasMessage("Cannot compute an interval: 3 correct of 2 in one of 15 bins.");
    }
}
