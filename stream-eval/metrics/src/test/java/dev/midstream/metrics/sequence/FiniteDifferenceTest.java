package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FiniteDifferenceTest {
    @Test
    void of_nothingSeen_isEverything() {
        assertThat(FiniteDifference.of(0, 0, 0, 0, 1_000, 0.05)).isEqualTo(new Interval(-1, 1));
    }

    @Test
    void of_everythingSeen_isAPoint() {
        assertThat(FiniteDifference.of(700, 500, 10_000, 0, 10_000, 0.05))
                .isEqualTo(new Interval(0.02, 0.02));
    }

    @Test
    void of_allButTheUnanswered_leavesThoseOpen() {
        assertThat(FiniteDifference.of(700, 500, 9_900, 100, 10_000, 0.05))
                .isEqualTo(new Interval(0.01, 0.03));
    }

    @Test
    void of_twoWinsOfTwo_byHand() {
        // Of four images two are seen. At error 0.5 the bounds of D have 1/0.05, which leaves 2, 3
        // and 4. Two wins of two have 3/8, divided by W (W-1) / (D (D-1)): the ratio of W = 2 is
        // 3/8, 9/8 and 9/4, that of W = 3 of four is 3/4, and the bound 1/0.45.
        assertThat(FiniteDifference.of(2, 0, 2, 0, 4, 0.5)).isEqualTo(new Interval(0.25, 1));
    }

    @Test
    void of_halfSeen_isNarrowerThanInAnyOrder() {
        Interval shuffled = FiniteDifference.of(300, 200, 5_000, 0, 10_000, 0.05);
        Interval anyOrder = new RunningDifference(300, 200, 5_000).interval(0.05);

        assertThat(shuffled.high() - shuffled.low())
                .isBetween(0.02, 0.95 * (anyOrder.high() - anyOrder.low()));
        assertThat(shuffled.low()).isPositive();
    }

    @Property(tries = 300)
    void of_smallSets_isTheUnionOverAllNumbersOfDiscordantImages(
            @ForAll @IntRange(min = 1, max = 60) int size,
            @ForAll @IntRange(max = 60) int first,
            @ForAll @IntRange(max = 60) int second,
            @ForAll @IntRange(max = 60) int third) {
        int seen = first % (size + 1);
        int wins = second % (seen + 1);
        int losses = third % (seen - wins + 1);
        long low = size;
        long high = -size;
        PriorPosteriorRatio all = new PriorPosteriorRatio(size, seen);
        long most = all.largest(wins + losses, -Math.log(0.005));
        for (long d = all.least(wins + losses, -Math.log(0.005)); d <= most; d++) {
            PriorPosteriorRatio discordant = new PriorPosteriorRatio(d, wins + losses);
            low = Math.min(low, 2 * discordant.least(wins, -Math.log(0.045)) - d);
            high = Math.max(high, 2 * discordant.largest(wins, -Math.log(0.045)) - d);
        }

        assertThat(FiniteDifference.of(wins, losses, seen, 0, size, 0.05))
                .isEqualTo(new Interval((double) low / size, (double) high / size));
    }

    @Property
    void of_unansweredImage_widensOnBothSidesWhateverItWouldBe(
            @ForAll @IntRange(min = 1, max = 300) int answered,
            @ForAll @IntRange(max = 300) int some,
            @ForAll @IntRange(max = 300) int others) {
        int wins = some % (answered + 1);
        int losses = others % (answered - wins + 1);
        Interval open = FiniteDifference.of(wins, losses, answered, 1, 700, 0.05);

        for (Interval known :
                new Interval[] {
                    FiniteDifference.of(wins + 1, losses, answered + 1, 0, 700, 0.05),
                    FiniteDifference.of(wins, losses + 1, answered + 1, 0, 700, 0.05),
                    FiniteDifference.of(wins, losses, answered + 1, 0, 700, 0.05)
                }) {
            assertThat(open.low()).isLessThanOrEqualTo(known.low());
            assertThat(open.high()).isGreaterThanOrEqualTo(known.high());
        }
    }

    @Test
    void of_moreThanAreThere_rejected() {
        assertThatThrownBy(() -> FiniteDifference.of(5, 3, 7, 1, 10, 0.05))
                .hasMessage(
                        "Cannot compute an interval: 5 wins and 3 losses of 7, 1 unanswered, of 10"
                                + " images in all at error 0.05.");
    }
}
