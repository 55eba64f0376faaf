package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningAccuracyTest {
    /** Half-widths in points, computed by bisection of the formula with SciPy's gammainc. */
    @ParameterizedTest
    @CsvSource({
        "100, 70, 21.62",
        "1000, 930, 3.30",
        "1000, 700, 5.57",
        "1000, 500, 5.73",
        "10000, 9300, 0.96",
        "10000, 7000, 1.82",
        "100000, 70000, 0.62"
    })
    void interval_tabulated(long count, long correct, double points) {
        Interval interval = RunningAccuracy.interval(correct, count, 0.05);

        assertThat(100 * halfWidth(interval)).isCloseTo(points, within(0.005));
        assertThat((interval.low() + interval.high()) / 2)
                .isCloseTo((double) correct / count, within(1e-12));
    }

    @Test
    void interval_noImage_isEverything() {
        assertThat(RunningAccuracy.interval(0, 0, 0.05)).isEqualTo(Interval.UNIT);
    }

    @Test
    void interval_oneImage_isEverything() {
        assertThat(RunningAccuracy.interval(1, 1, 0.05)).isEqualTo(Interval.UNIT);
    }

    @Test
    void interval_allCorrect_endsAtOneAndShrinksAsOneOverN() {
        Interval thousand = RunningAccuracy.interval(1_000, 1_000, 0.05);
        Interval million = RunningAccuracy.interval(1_000_000, 1_000_000, 0.05);

        assertThat(thousand.high()).isEqualTo(1);
        assertThat(thousand.low()).isBetween(0.98, 0.99);
        assertThat(1 - million.low()).isCloseTo((1 - thousand.low()) / 1_000, within(1e-6));
    }

    @Test
    void interval_aThousandMillionImages_isNarrow() {
        assertThat(halfWidth(RunningAccuracy.interval(700_000_000, 1_000_000_000, 0.05)))
                .isBetween(5e-5, 1e-4);
    }

    @Property
    void interval_wrongForRight_isTheMirrorImage(
            @ForAll @LongRange(min = 1, max = 1_000_000) long count,
            @ForAll @DoubleRange(min = 0, max = 1) double accuracy) {
        long correct = (long) (accuracy * count);
        Interval right = RunningAccuracy.interval(correct, count, 0.05);
        Interval wrong = RunningAccuracy.interval(count - correct, count, 0.05);

        assertThat(right.low()).isCloseTo(1 - wrong.high(), within(1e-12));
        assertThat(right.contains((double) correct / count)).isTrue();
    }

    @Property
    void interval_smallerErrorOrFewerImages_isWider(
            @ForAll @LongRange(min = 100, max = 1_000_000) long count,
            @ForAll @DoubleRange(min = 0.4, max = 0.6) double accuracy) {
        long correct = (long) (accuracy * count);
        double usual = halfWidth(RunningAccuracy.interval(correct, count, 0.05));

        assertThat(halfWidth(RunningAccuracy.interval(correct, count, 0.01))).isGreaterThan(usual);
        assertThat(halfWidth(RunningAccuracy.interval(2 * correct, 2 * count, 0.05)))
                .isLessThan(usual);
    }

    @Test
    void interval_impossibleNumbers_rejected() {
        assertThatThrownBy(() -> RunningAccuracy.interval(3, 2, 0.05))
                .hasMessage("Cannot compute an interval: 3 correct of 2 at error 0.05.");
        assertThatThrownBy(() -> RunningAccuracy.interval(1, 2, 0))
                .hasMessage("Cannot compute an interval: 1 correct of 2 at error 0.0.");
    }

    private static double halfWidth(Interval interval) {
        return (interval.high() - interval.low()) / 2;
    }
}
