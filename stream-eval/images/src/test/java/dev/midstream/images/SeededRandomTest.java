package dev.midstream.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    private static final int MANY = 200_000;

    @Test
    void next_pinnedSeed_neverChanges() {
        SeededRandom random = new SeededRandom(42, "pinned", "purpose");

        assertThat(random.nextUnit()).isEqualTo(0.8807809958698554);
        assertThat(random.nextNormal()).isEqualTo(0.3183308835042117);
        assertThat(random.nextInt(1000)).isEqualTo(857);
    }

    @Test
    void purpose_sameLettersSplitOtherwise_isAnotherStream() {
        double first = new SeededRandom(0, "ab", "c").nextUnit();

        assertThat(new SeededRandom(0, "a", "bc").nextUnit()).isNotEqualTo(first);
        assertThat(new SeededRandom(0, "abc").nextUnit()).isNotEqualTo(first);
        assertThat(new SeededRandom(1, "ab", "c").nextUnit()).isNotEqualTo(first);
        assertThat(new SeededRandom(0, "ab", "c").nextUnit()).isEqualTo(first);
    }

    @Test
    void nextNormal_manyDraws_haveTheMomentsAndTailsOfTheNormal() {
        SeededRandom random = new SeededRandom(1, "moments");
        double[] moments = new double[5];
        int beyondTwo = 0;
        for (int i = 0; i < MANY; i++) {
            double value = random.nextNormal();
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(value, power) / MANY;
            }
            beyondTwo += Math.abs(value) > 2 ? 1 : 0;
        }

        // Tolerances are five standard errors.
        assertThat(moments[1]).isCloseTo(0, within(0.0112));
        assertThat(moments[2]).isCloseTo(1, within(0.0158));
        assertThat(moments[3]).isCloseTo(0, within(0.0433));
        assertThat(moments[4]).isCloseTo(3, within(0.1096));
        assertThat((double) beyondTwo / MANY).isCloseTo(0.0455, within(0.0024));
    }

    @Test
    void nextUnit_firstDrawsOfManyPurposes_areUniform() {
        int[] histogram = new int[10];
        for (int i = 0; i < MANY; i++) {
            double value = new SeededRandom(0, "image", Integer.toString(i)).nextUnit();
            histogram[(int) (value * 10)]++;
        }

        double chiSquare = 0;
        for (int count : histogram) {
            chiSquare += (count - MANY / 10.0) * (count - MANY / 10.0) / (MANY / 10.0);
        }
        // 9 degrees of freedom: 1 in 100,000 is above 39.3.
        assertThat(chiSquare).isLessThan(39.3);
    }

    @Test
    void permutation_anySize_holdsEveryIndexOnce() {
        for (int size : new int[] {0, 1, 2, 1000}) {
            int[] order = new SeededRandom(5, "order").permutation(size);

            Arrays.sort(order);
            assertThat(order).containsExactly(IntStream.range(0, size).toArray());
        }
    }

    @Test
    void permutation_threeItems_allOrdersAreEquallyLikely() {
        int[] histogram = new int[9];
        for (int seed = 0; seed < 60_000; seed++) {
            int[] order = new SeededRandom(seed, "order").permutation(3);
            histogram[order[0] * 3 + order[1]]++;
        }

        assertThat(Arrays.stream(histogram).filter(count -> count > 0))
                .hasSize(6)
                .allSatisfy(count -> assertThat(count).isBetween(9_500, 10_500));
    }

    @Test
    void nextInt_boundBelowOne_isRefused() {
        assertThatThrownBy(() -> new SeededRandom(0).nextInt(0))
                .hasMessage("Invalid bound: 0, must be at least 1");
    }
}
