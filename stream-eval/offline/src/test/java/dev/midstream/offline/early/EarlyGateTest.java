package dev.midstream.offline.early;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.metrics.sequence.Interval;
import dev.midstream.offline.early.GateResult.Decision;
import dev.midstream.offline.requirement.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyGateTest {
    private static final int BATCH = 64;

    private final Replays outcomes = Replays.of(500, 10, 0.3, 1);

    @Test
    void decide_boundsFarAway_areDecidedAfterFewScorings() throws Exception {
        double truth = outcomes.accuracy(Replays.ONE);
        Population all = outcomes.shuffled(2);

        GateResult result =
                decide(
                        Long.MAX_VALUE,
                        new Asked(share(Relation.AT_LEAST, truth - 0.15), all),
                        new Asked(share(Relation.AT_MOST, truth - 0.15), all));

        assertThat(result.decisions())
                .extracting(Decision::answer)
                .containsExactly(Answer.YES, Answer.NO);
        assertThat(result.scorings()).isLessThan(500).isEqualTo(result.decisions().get(0).seen());
        assertThat(result.of()).isEqualTo(5_000);
        Interval interval = result.decisions().get(0).interval();
        assertThat(interval.contains(truth)).isTrue();
        assertThat(interval.low()).isGreaterThan(truth - 0.15);
    }

    @Test
    void decide_boundAtTheTruth_takesAllAndIsThatOfTheWhole() throws Exception {
        double truth = outcomes.accuracy(Replays.ONE);
        Population all = outcomes.shuffled(2);

        GateResult result =
                decide(
                        Long.MAX_VALUE,
                        new Asked(share(Relation.AT_LEAST, truth), all),
                        new Asked(share(Relation.ABOVE, truth), all));

        assertThat(result.decisions())
                .extracting(Decision::answer)
                .containsExactly(Answer.YES, Answer.NO);
        assertThat(result.scorings()).isGreaterThan(4_900);
    }

    @Test
    void decide_budgetSpent_leavesItOpen() throws Exception {
        double truth = outcomes.accuracy(Replays.ONE);

        GateResult result =
                decide(100, new Asked(share(Relation.AT_LEAST, truth), outcomes.shuffled(2)));

        assertThat(result.scorings()).isEqualTo(100);
        assertThat(result.decisions().get(0).seen()).isEqualTo(100);
        assertThat(result.count(Answer.OPEN)).isOne();
    }

    @Test
    void decide_pairOfPoints_isTheirDifferenceOnTheSameItems() throws Exception {
        GateResult result =
                decide(
                        Long.MAX_VALUE,
                        new Asked(
                                new DifferenceQuestion(
                                        "one mean >= other mean",
                                        Replays.ONE,
                                        Replays.OTHER,
                                        Hits.Share.ACCURACY,
                                        Relation.AT_LEAST),
                                outcomes.shuffled(2)));

        double truth = outcomes.accuracy(Replays.ONE) - outcomes.accuracy(Replays.OTHER);
        assertThat(truth).isBetween(0.02, 0.06);
        assertThat(result.decisions().get(0).answer()).isEqualTo(Answer.YES);
        assertThat(result.decisions().get(0).interval().contains(truth)).isTrue();
        assertThat(result.scorings()).isLessThan(4_000);
    }

    @Test
    void decide_populationsThatOverlap_scoreNoItemTwice() throws Exception {
        double truth = outcomes.accuracy(Replays.ONE);
        List<Integer> some = IntStream.range(0, 800).boxed().toList();
        Population part = Population.shuffled("part", some, 3);
        Set<Integer> scored = new HashSet<>();
        List<Asked> asked =
                List.of(
                        new Asked(share(Relation.AT_LEAST, truth), outcomes.shuffled(2)),
                        new Asked(share(Relation.AT_LEAST, truth), part));

        GateResult result =
                new EarlyGate(asked, Long.MAX_VALUE, BATCH)
                        .decide(
                                items -> {
                                    items.forEach(item -> assertThat(scored.add(item)).isTrue());
                                    return outcomes.score(items);
                                });

        assertThat(result.count(Answer.OPEN)).isZero();
        assertThat(result.scorings()).isEqualTo(scored.size());
        assertThat(result.of()).isEqualTo(5_000);
    }

    @Test
    void decide_unansweredItems_stayOpenWhereTheyCouldChangeIt() throws Exception {
        List<Integer> items = IntStream.range(0, 200).boxed().toList();
        Population all = Population.shuffled("all", items, 0);
        Scoring scoring =
                some -> {
                    List<Hits> hits = new ArrayList<>();
                    for (int item : some) {
                        // 100 right, 90 wrong, and 10 that may be either.
                        Hit hit = item < 100 ? Hit.RIGHT : item < 190 ? Hit.WRONG : Hit.UNANSWERED;
                        hits.add((place, share) -> hit);
                    }
                    return hits;
                };

        GateResult result =
                new EarlyGate(
                                List.of(
                                        new Asked(share(Relation.AT_LEAST, 0.52), all),
                                        new Asked(share(Relation.AT_LEAST, 0.5), all),
                                        new Asked(share(Relation.AT_LEAST, 0.56), all)),
                                Long.MAX_VALUE,
                                BATCH)
                        .decide(scoring);

        assertThat(result.decisions())
                .extracting(Decision::answer)
                .containsExactly(Answer.OPEN, Answer.YES, Answer.NO);
        assertThat(result.decisions().get(0).interval()).isEqualTo(new Interval(0.5, 0.55));
    }

    /** The hardest bounds: the truth misses them by one item. */
    @Test
    void decide_twoHundredOrders_areWrongInFivePerCentAtMost() throws Exception {
        Replays small = Replays.of(100, 8, 0.1, 5);
        long right = small.count(Replays.ONE, small.all());
        double bound = (right + 1.0) / small.items();
        int wrong = 0;
        for (int order = 0; order < 200; order++) {
            Asked asked = new Asked(share(Relation.AT_LEAST, bound), small.shuffled(order));
            GateResult result =
                    new EarlyGate(List.of(asked), Long.MAX_VALUE, 8).decide(small::score);
            wrong += result.decisions().get(0).answer() == Answer.NO ? 0 : 1;
        }

        // Of 200 with 5 % each, more than 18 have a chance below 1 %.
        assertThat(wrong).isLessThanOrEqualTo(18);
    }

    private GateResult decide(long budget, Asked... asked) throws InterruptedException {
        return new EarlyGate(List.of(asked), budget, BATCH).decide(outcomes::score);
    }

    private static Question share(Relation comparison, double bound) {
        return new ShareQuestion(
                "one accuracy mean", Replays.ONE, Hits.Share.ACCURACY, comparison, bound);
    }
}
