package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningDifferenceTest {
    /** Computed from the formula with SciPy's gammainc. */
    @ParameterizedTest
    @CsvSource({"50, 40", "100, 69", "500, 289", "2000, 1078"})
    void pValue_winsNeededOfDiscordantImages_tabulated(long discordant, long wins) {
        assertThat(new RunningDifference(wins, discordant - wins, discordant).pValue())
                .isLessThanOrEqualTo(0.05);
        assertThat(new RunningDifference(wins - 1, discordant - wins + 1, discordant).pValue())
                .isGreaterThan(0.05);
    }

    @Test
    void pValue_twentyDiscordantImages_cannotReachFivePercent() {
        assertThat(new RunningDifference(20, 0, 1_000).pValue()).isGreaterThan(0.05);
        assertThat(new RunningDifference(30, 0, 1_000).pValue()).isLessThan(0.05);
    }

    @Test
    void pValue_nothingOrEqual_isOne() {
        assertThat(new RunningDifference(0, 0, 0).pValue()).isEqualTo(1);
        assertThat(new RunningDifference(500, 500, 2_000).pValue()).isEqualTo(1);
    }

    @Test
    void pValue_overwhelming_isTinyButNotZero() {
        assertThat(new RunningDifference(1_000_000, 0, 1_000_000).pValue())
                .isPositive()
                .isLessThan(1e-300);
    }

    @Test
    void interval_byHand() {
        // 69 of 100 is just enough: the lower end is just above 0, the upper 2 x 0.38 higher.
        Interval interval = new RunningDifference(69, 31, 1_000).interval(0.05);

        assertThat(interval.low()).isBetween(0.0, 0.002);
        assertThat((interval.low() + interval.high()) / 2).isCloseTo(0.038, within(1e-12));
    }

    @Test
    void interval_noImage_isEverything() {
        assertThat(new RunningDifference(0, 0, 0).interval(0.05)).isEqualTo(new Interval(-1, 1));
    }

    @Property
    void interval_leavesOutZero_exactlyWhenThePValueIsSmall(
            @ForAll @LongRange(min = 0, max = 3_000) long wins,
            @ForAll @LongRange(min = 0, max = 3_000) long losses) {
        RunningDifference difference = new RunningDifference(wins, losses, wins + losses + 1);

        assertThat(difference.interval(0.05).contains(0)).isEqualTo(difference.pValue() > 0.05);
    }

    @Property
    void pValue_lossesForWins_isTheSame(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long wins,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long losses) {
        long count = wins + losses;

        assertThat(new RunningDifference(wins, losses, count).pValue())
                .isEqualTo(new RunningDifference(losses, wins, count).pValue())
                .isBetween(Double.MIN_VALUE, 1.0);
    }

    @Test
    void sums_thatContradictThemselves_rejected() {
        assertThatThrownBy(() -> new RunningDifference(2, 1, 2))
                .hasMessage("Cannot compare: 2 wins and 1 losses of 2 images.");
        assertThatThrownBy(() -> new RunningDifference(2, 1, 3).interval(1))
                .hasMessage("Cannot compute an interval at error 1.0");
    }
}
