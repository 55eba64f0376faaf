package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every second image is a tie; {@link Order} says how the others come. */
class RunningDifferenceOrderTest {
    private final Map<RunningDifference, Interval> intervals = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void watchedAtEveryImage_intervalHoldsTheRunningMeanAndNoOneIsCalledAheadWhoIsNot(Order order) {
        Simulation.assertLevelIsKept(Simulation.count(12, random -> misses(order, random)));
    }

    @Test
    void pValue_equalOverAllClassesButSortedByThem_saysWhoIsAheadSoFar() {
        // Recipe: 27.1 % of such streams. It is no error: the classes so far really differ.
        int fires = Simulation.count(14, random -> firesEver(RunningDifference::pValue, random));

        assertThat((double) fires / Simulation.STREAMS).isBetween(0.23, 0.31);
    }

    @Test
    void pValue_equalOverAllClassesButSortedByThem_theBetaMixtureFiresInHalfOfTheStreams() {
        // Recipe: 52.5 % of such streams, at 5 %; no difference over all classes.
        int fires =
                Simulation.count(
                        14,
                        random -> firesEver(d -> BetaMixture.pValue(d.wins(), d.losses()), random));

        Simulation.assertLevelIsBroken(fires);
        assertThat((double) fires / Simulation.STREAMS).isBetween(0.48, 0.57);
    }

    private int misses(Order order, SplittableRandom random) {
        Order.Past discordant = new Order.Past(0.5, RunningDifference.RHO, random);
        for (int n = 1; n <= Order.IMAGES; n++) {
            double mean = order.mean(discordant, 0.2);
            discordant.add(mean, random.nextDouble() < mean);
            // n wins and losses of 2n images: the mean of the conditional means halves.
            RunningDifference difference = difference(discordant, 2 * n);
            double expected = discordant.runningMean() - 0.5;
            Interval interval =
                    intervals.computeIfAbsent(difference, some -> some.interval(Simulation.LEVEL));
            boolean callsFirst = interval.low() > 0;
            boolean callsSecond = interval.high() < 0;
            if (!interval.contains(expected)
                    || (callsFirst && expected <= 0)
                    || (callsSecond && expected >= 0)) {
                return 1;
            }
        }
        return 0;
    }

    private static int firesEver(ToDoubleFunction<RunningDifference> p, SplittableRandom random) {
        Order.Past past = new Order.Past(0.5, RunningDifference.RHO, random);
        for (int n = 1; n <= Order.IMAGES; n++) {
            double mean = Order.SORTED.mean(past, 0.2);
            past.add(mean, random.nextDouble() < mean);
            if (p.applyAsDouble(difference(past, n)) <= Simulation.LEVEL) {
                return 1;
            }
        }
        return 0;
    }

    private static RunningDifference difference(Order.Past past, int images) {
        return new RunningDifference(past.ones(), past.count() - past.ones(), images);
    }
}
