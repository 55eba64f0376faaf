package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RepeatedDifferenceTest {
    private static final int IMAGES = 400;
    private static final int COMPARISONS = 5;

    @Test
    void pValue_comparedOnce_isThatOfWinsAndLosses() {
        assertThat(new RepeatedDifference(38, 100, 1).pValue())
                .isEqualTo(new RunningDifference(69, 31, 1_000).pValue())
                .isLessThan(0.05);
        assertThat(new RepeatedDifference(0, 0, 1).pValue()).isEqualTo(1);
    }

    @Test
    void pValue_everyComparisonSaysTheSame_isThatOfOne() {
        assertThat(new RepeatedDifference(5 * 38, 25 * 100, 5).pValue())
                .isCloseTo(new RepeatedDifference(38, 100, 1).pValue(), within(1e-12));
        assertThat(new RepeatedDifference(-5 * 38, 25 * 100, 5).pValue())
                .isCloseTo(new RepeatedDifference(38, 100, 1).pValue(), within(1e-12));
    }

    @Test
    void pValue_comparisonsOfAnImageGoTogether_keepsTheLevel() {
        int pooled = Simulation.count(3, random -> rejects(random, false));
        int images = Simulation.count(3, random -> rejects(random, true));

        Simulation.assertLevelIsBroken(pooled);
        Simulation.assertLevelIsKept(images);
    }

    /** Half of the images are wins in most comparisons, half are losses. */
    private static int rejects(SplittableRandom random, boolean byImage) {
        long wins = 0;
        long losses = 0;
        long sum = 0;
        long squares = 0;
        for (int i = 0; i < IMAGES; i++) {
            double chance = random.nextBoolean() ? 0.95 : 0.05;
            int won = 0;
            for (int c = 0; c < COMPARISONS; c++) {
                won += random.nextDouble() < chance ? 1 : 0;
            }
            int difference = 2 * won - COMPARISONS;
            wins += won;
            losses += COMPARISONS - won;
            sum += difference;
            squares += (long) difference * difference;
        }
        double p =
                byImage
                        ? new RepeatedDifference(sum, squares, COMPARISONS).pValue()
                        : new RunningDifference(wins, losses, (long) IMAGES * COMPARISONS).pValue();
        return p <= Simulation.LEVEL ? 1 : 0;
    }

    @Test
    void pValue_comparisonsOfAnImageAreIndependent_isSmallerThanThatOfOne() {
        // 100 images of four comparisons: all won; or each won three times and lost once.
        double all = new RepeatedDifference(4 * 100, 16 * 100, 4).pValue();
        double most = new RepeatedDifference(2 * 100, 4 * 100, 4).pValue();

        assertThat(all).isLessThan(most);
        assertThat(most).isLessThan(new RunningDifference(75, 25, 100).pValue());
    }

    @Test
    void constructor_impossibleSums_saysWhich() {
        assertThatThrownBy(() -> new RepeatedDifference(-7, 6, 5))
                .hasMessage(
                        "Cannot compare: differences with the sum -7 and squares with the sum 6 in"
                                + " 5 comparisons.");
        assertThatThrownBy(() -> new RepeatedDifference(1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
