package dev.midstream.metrics.sequence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiniteDifferenceOrderTest {
    private static final int SIZE = 200;

    private final Map<List<Integer>, Interval> intervals = new HashMap<>();

    /** Of so many wins and losses, some cannot be answered: none, or wins alone. */
    @ParameterizedTest
    @CsvSource({"30, 30, 0", "60, 20, 0", "100, 100, 0", "3, 0, 0", "40, 20, 20"})
    void of_shuffledAndWatchedAtEveryImage_holdsTheSetsDifference(
            int wins, int losses, int unanswered) {
        int[] kinds = {wins - unanswered, losses, SIZE - wins - losses, unanswered};

        Simulation.assertLevelIsKept(
                Simulation.count(19, random -> misses(kinds, wins - losses, random)));
    }

    private int misses(int[] kinds, int difference, SplittableRandom random) {
        int[] left = kinds.clone();
        int[] drawn = new int[left.length];
        double truth = (double) difference / SIZE;
        for (int n = 0; n < SIZE; n++) {
            int rank = random.nextInt(SIZE - n);
            int kind = 0;
            while (rank >= left[kind]) {
                rank -= left[kind];
                kind++;
            }
            left[kind]--;
            drawn[kind]++;
            if (!interval(drawn[0], drawn[1], n + 1 - drawn[3], drawn[3]).contains(truth)) {
                return 1;
            }
        }
        return 0;
    }

    private Interval interval(int wins, int losses, int answered, int unanswered) {
        return intervals.computeIfAbsent(
                List.of(wins, losses, answered, unanswered),
                key ->
                        FiniteDifference.of(
                                wins, losses, answered, unanswered, SIZE, Simulation.LEVEL));
    }
}
