package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Twenty comparisons on the same images. In the first ten nothing differs, and all ten say the
 * same: as dependent as can be.
 */
class ManyTestsOrderTest {
    private static final int CELLS = 20;
    private static final int EQUAL = 10;
    private static final int IMAGES = 200;

    private final Map<Integer, Double> evidence = new HashMap<>();

    @Test
    void discoveries_stoppedWhenOneIsThere_areFewOfThoseTaken() {
        SplittableRandom random = new SplittableRandom(19);
        double share = 0;
        int taken = 0;
        for (int stream = 0; stream < Simulation.STREAMS; stream++) {
            List<Integer> discoveries = stoppedAtTheFirstFalseOne(random);
            share += falseShare(discoveries);
            taken += discoveries.size();
        }

        assertThat(share / Simulation.STREAMS).isLessThanOrEqualTo(Simulation.LEVEL);
        assertThat((double) taken / Simulation.STREAMS).isGreaterThan(3);
    }

    private List<Integer> stoppedAtTheFirstFalseOne(SplittableRandom random) {
        int[] wins = new int[CELLS];
        List<Integer> discoveries = List.of();
        for (int n = 1; n <= IMAGES; n++) {
            boolean coin = random.nextDouble() < 0.5;
            for (int cell = 0; cell < CELLS; cell++) {
                boolean win = cell < EQUAL ? coin : random.nextDouble() < 0.7;
                wins[cell] += win ? 1 : 0;
            }
            discoveries = ManyTests.discoveries(evidence(wins, n), Simulation.LEVEL);
            if (falseShare(discoveries) > 0) {
                break;
            }
        }
        return discoveries;
    }

    private static double falseShare(List<Integer> discoveries) {
        long wrong = discoveries.stream().filter(cell -> cell < EQUAL).count();
        return wrong == 0 ? 0 : (double) wrong / discoveries.size();
    }

    private List<Double> evidence(int[] wins, int count) {
        List<Double> logs = new ArrayList<>();
        for (int won : wins) {
            logs.add(
                    evidence.computeIfAbsent(
                            count * 1_000 + won,
                            key -> new RunningDifference(won, count - won, count).logEvidence()));
        }
        return logs;
    }
}
