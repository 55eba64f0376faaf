package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FinitePopulationTest {
    @Test
    void accuracy_twoOfFourSeen_byHand() {
        // Both correct: 3/8 * 12 / (K (K-1)) is 2.25, 0.75 and 0.375 for K = 2, 3, 4.
        assertThat(FinitePopulation.accuracy(2, 2, 0, 4, 0.5)).isEqualTo(new Interval(0.75, 1));
        assertThat(FinitePopulation.accuracy(2, 2, 0, 4, 0.4)).isEqualTo(new Interval(0.5, 1));
    }

    @Test
    void accuracy_nothingSeen_isEverything() {
        assertThat(FinitePopulation.accuracy(0, 0, 0, 10_000, 0.05)).isEqualTo(Interval.UNIT);
    }

    @Test
    void accuracy_everythingSeen_isAPoint() {
        assertThat(FinitePopulation.accuracy(9_312, 10_000, 0, 10_000, 0.05))
                .isEqualTo(new Interval(0.9312, 0.9312));
    }

    @Test
    void accuracy_allButTheUnanswered_leavesThoseOpen() {
        assertThat(FinitePopulation.accuracy(9_000, 9_900, 100, 10_000, 0.05))
                .isEqualTo(new Interval(0.90, 0.91));
    }

    @Test
    void accuracy_halfSeen_isNarrowerThanInAnyOrder() {
        Interval shuffled = FinitePopulation.accuracy(4_650, 5_000, 0, 10_000, 0.05);
        Interval anyOrder = RunningAccuracy.interval(4_650, 5_000, 0.05);

        assertThat(shuffled.high() - shuffled.low())
                .isLessThan(0.8 * (anyOrder.high() - anyOrder.low()));
        assertThat(shuffled.contains(0.93)).isTrue();
    }

    @Test
    void accuracy_aThousandMillionImages_isExactEnough() {
        Interval interval =
                FinitePopulation.accuracy(930_000_000, 999_999_000, 0, 1_000_000_000, 0.05);

        assertThat(interval.low()).isGreaterThanOrEqualTo(0.93);
        assertThat(interval.high()).isLessThanOrEqualTo(0.930_001);
    }

    @Property(tries = 300)
    void accuracy_smallSets_isTheSetOfTotalsWhoseRatioIsBelowTheBound(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(max = 40) int first,
            @ForAll @IntRange(max = 40) int second) {
        int seen = first % (size + 1);
        int correct = second % (seen + 1);
        int low = -1;
        int high = -1;
        for (int total = correct; total <= size - seen + correct; total++) {
            if (ratio(total, correct, seen, size) < 20) {
                low = low < 0 ? total : low;
                high = total;
            }
        }

        assertThat(FinitePopulation.accuracy(correct, seen, 0, size, 0.05))
                .isEqualTo(new Interval((double) low / size, (double) high / size));
    }

    @Property
    void accuracy_unansweredImage_widensOnBothSidesWhateverItsAnswer(
            @ForAll @IntRange(min = 1, max = 500) int answered,
            @ForAll @IntRange(max = 500) int some) {
        int correct = some % (answered + 1);
        Interval open = FinitePopulation.accuracy(correct, answered, 1, 1_000, 0.05);
        Interval wrong = FinitePopulation.accuracy(correct, answered + 1, 0, 1_000, 0.05);
        Interval right = FinitePopulation.accuracy(correct + 1, answered + 1, 0, 1_000, 0.05);

        assertThat(open.low()).isLessThanOrEqualTo(Math.min(wrong.low(), right.low()));
        assertThat(open.high()).isGreaterThanOrEqualTo(Math.max(wrong.high(), right.high()));
    }

    @Test
    void accuracy_moreThanAreThere_rejected() {
        assertThatThrownBy(() -> FinitePopulation.accuracy(5, 8, 3, 10, 0.05))
                .hasMessage(
                        "Cannot compute an interval: 5 correct of 8, 3 unanswered, of 10 images in"
                                + " all at error 0.05.");
    }

    /**
     * The probability of the answers, each in its turn, under a mixture over the totals, divided by
     * that under one total: products of fractions, as the draws go.
     */
    private static double ratio(int total, int correct, int seen, int size) {
        BigInteger numerator = BigInteger.ONE;
        BigInteger denominator = BigInteger.ONE;
        for (int i = 0; i < seen; i++) {
            // The next is right with probability (i + 1/2) / (i + 1) so far and total in all.
            boolean right = i < correct;
            int like = right ? i : i - correct;
            numerator = numerator.multiply(BigInteger.valueOf(2L * like + 1));
            denominator = denominator.multiply(BigInteger.valueOf(2L * (i + 1)));
            numerator = numerator.multiply(BigInteger.valueOf(size - i));
            int left = right ? total - i : size - total - like;
            denominator = denominator.multiply(BigInteger.valueOf(left));
        }
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
                .doubleValue();
    }
}
