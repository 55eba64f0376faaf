package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinitePopulationOrderTest {
    private static final int SIZE = 300;

    private final Map<List<Integer>, Interval> intervals = new HashMap<>();

    /**
     * Of so many correct ones and wrong ones, some cannot be answered: none, all kinds, the hard.
     */
    @ParameterizedTest
    @CsvSource({"210, 0, 0", "150, 0, 0", "294, 0, 0", "210, 15, 15", "210, 0, 40", "210, 40, 0"})
    void accuracy_shuffledAndWatchedAtEveryImage_holdsTheSetsAccuracy(
            int correct, int correctUnanswered, int wrongUnanswered) {
        int[] kinds = {
            correct - correctUnanswered,
            SIZE - correct - wrongUnanswered,
            correctUnanswered,
            wrongUnanswered
        };

        Simulation.assertLevelIsKept(
                Simulation.count(18, random -> misses(kinds, Sequence.SHUFFLED, random)));
    }

    @Test
    void accuracy_sortedByClass_isNotTheSets() {
        int misses =
                Simulation.count(
                        18, random -> misses(new int[] {210, 90, 0, 0}, Sequence.SORTED, random));

        assertThat(misses).isEqualTo(Simulation.STREAMS);
    }

    private int misses(int[] kinds, Sequence sequence, SplittableRandom random) {
        int[] left = kinds.clone();
        int[] drawn = new int[left.length];
        double truth = (double) (kinds[0] + kinds[2]) / SIZE;
        for (int n = 0; n < SIZE; n++) {
            int rank = sequence == Sequence.SORTED ? 0 : random.nextInt(SIZE - n);
            int kind = 0;
            while (rank >= left[kind]) {
                rank -= left[kind];
                kind++;
            }
            left[kind]--;
            drawn[kind]++;
            if (!interval(drawn[0], drawn[0] + drawn[1], n + 1).contains(truth)) {
                return 1;
            }
        }
        return 0;
    }

    private Interval interval(int correct, int answered, int seen) {
        return intervals.computeIfAbsent(
                List.of(correct, answered, seen),
                key ->
                        FinitePopulation.accuracy(
                                correct, answered, seen - answered, SIZE, Simulation.LEVEL));
    }

    private enum Sequence {
        SHUFFLED,
        SORTED
    }
}
