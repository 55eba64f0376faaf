package dev.midstream.offline.early;

import dev.midstream.offline.requirement.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How many scorings a gate saves, and how often it decides otherwise than the whole evaluation.
 * {@code deploy/benchmarks/early-gate} runs it. Outcomes are known beforehand; each replay has an
 * order of its own and a bound at a random distance from the truth.
 */
class EarlyGateBenchmark {
    private static final int REPLAYS = Integer.getInteger("midstream.benchmark.replays", 200);
    private static final int IMAGES = Integer.getInteger("midstream.benchmark.images", 10_000);
    private static final int CONDITIONS = 95;
    private static final int BATCH = 128;
    private static final double[] DISTANCES = {0.005, 0.01, 0.02, 0.05};

    private final Replays outcomes = Replays.of(IMAGES, CONDITIONS, 0.1, 7);
    private final List<Integer> items = outcomes.all();
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void replay() throws Exception {
        double one = outcomes.accuracy(Replays.ONE);
        double other = outcomes.accuracy(Replays.OTHER);
        print(
                "%,d images, %d conditions: accuracies %.2f %% and %.2f %%",
                IMAGES, CONDITIONS, 100 * one, 100 * other);
        for (double distance : DISTANCES) {
            Tally tally = new Tally();
            for (int i = 0; i < REPLAYS; i++) {
                boolean holds = random.nextBoolean();
                Question question =
                        new ShareQuestion(
                                "bound",
                                Replays.ONE,
                                Hits.Share.ACCURACY,
                                Relation.AT_LEAST,
                                holds ? one - distance : one + distance);
                tally.add(decide(question, i), holds);
            }
            print("bound %.1f points from the truth: %s", 100 * distance, tally);
        }
        Tally tally = new Tally();
        for (int i = 0; i < REPLAYS; i++) {
            boolean holds = random.nextBoolean();
            Question question =
                    new DifferenceQuestion(
                            "pair",
                            holds ? Replays.ONE : Replays.OTHER,
                            holds ? Replays.OTHER : Replays.ONE,
                            Hits.Share.ACCURACY,
                            Relation.AT_LEAST);
            tally.add(decide(question, i), holds);
        }
        print("two points %.2f points apart: %s", 100 * (one - other), tally);
    }

    private GateResult decide(Question question, long order) throws InterruptedException {
        return new EarlyGate(
                        List.of(new Asked(question, Population.shuffled("mean", items, order))),
                        Long.MAX_VALUE,
                        BATCH)
                .decide(outcomes::score);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static final class Tally {
        private final List<Double> saved = new ArrayList<>();
        private final List<Long> scorings = new ArrayList<>();
        private int wrong;

        void add(GateResult result, boolean holds) {
            Answer truth = holds ? Answer.YES : Answer.NO;
            wrong += result.decisions().get(0).answer() == truth ? 0 : 1;
            saved.add(1 - (double) result.scorings() / result.of());
            scorings.add(result.scorings());
        }

        @Override
        public String toString() {
            Collections.sort(saved);
            Collections.sort(scorings);
            return String.format(
                    Locale.ROOT,
                    "%d of %d wrong; median %,d scorings (90 %% within %,d), saved %.2f %%",
                    wrong,
                    saved.size(),
                    scorings.get(scorings.size() / 2),
                    scorings.get(scorings.size() * 9 / 10),
                    100 * saved.get(saved.size() / 2));
        }
    }
}
