package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The price of any order, beside what holds for a constant probability alone. */
class BetaMixtureTest {
    /**
     * The Krichevsky-Trofimov probabilities of Willems, Shtarkov and Tjalkens 1995, "The
     * context-tree weighting method: basic properties", table I, over the fair coin.
     */
    @ParameterizedTest
    @CsvSource({"0, 4, 35, 128", "0, 5, 63, 256", "10, 0, 184756, 1048576"})
    void pValue_fewImages_fairCoinOverKrichevskyTrofimov(
            int wins, int losses, double numerator, double denominator) {
        double expected = denominator / numerator / Math.pow(2, wins + losses);

        assertThat(BetaMixture.pValue(wins, losses)).isCloseTo(expected, within(1e-12));
    }

    /** Half-widths in points of the recipe: beta mixture, then any order. */
    @ParameterizedTest
    @CsvSource({
        "100, 70, 14.9, 21.6",
        "1000, 930, 2.95, 3.30",
        "1000, 700, 5.28, 5.57",
        "1000, 500, 5.76, 5.73",
        "10000, 9300, 1.01, 0.96",
        "10000, 7000, 1.81, 1.82"
    })
    void interval_besideAnyOrder_priceIsAboutATenthFromAThousandOn(
            long count, long correct, double beta, double anyOrder) {
        assertThat(points(BetaMixture.interval(correct, count, 0.05)))
                .isCloseTo(beta, within(0.06));
        assertThat(points(RunningAccuracy.interval(correct, count, 0.05)))
                .isCloseTo(anyOrder, within(0.06));
    }

    @ParameterizedTest
    @CsvSource({"50, 37, 40", "100, 67, 69", "500, 290, 289", "2000, 1084, 1078"})
    void winsNeeded_besideAnyOrder_areNearlyAsMany(long discordant, long beta, long anyOrder) {
        assertThat(BetaMixture.pValue(beta, discordant - beta)).isLessThanOrEqualTo(0.05);
        assertThat(BetaMixture.pValue(beta - 1, discordant - beta + 1)).isGreaterThan(0.05);
        assertThat(new RunningDifference(anyOrder, discordant - anyOrder, discordant).pValue())
                .isLessThanOrEqualTo(0.05);
    }

    private static double points(Interval interval) {
        return 100 * (interval.high() - interval.low()) / 2;
    }
}
