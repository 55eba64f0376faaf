package dev.midstream.metrics.sequence;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunningAccuracyOrderTest {
    private final Map<Long, Interval> intervals = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void interval_watchedAtEveryImage_holdsTheRunningMean(Order order) {
        Simulation.assertLevelIsKept(Simulation.count(11, random -> misses(order, random)));
    }

    private int misses(Order order, SplittableRandom random) {
        Order.Past past = new Order.Past(0.7, RunningAccuracy.RHO, random);
        for (int n = 1; n <= Order.IMAGES; n++) {
            double mean = order.mean(past, 0.25);
            past.add(mean, random.nextDouble() < mean);
            if (!interval(past.ones(), n).contains(past.runningMean())) {
                return 1;
            }
        }
        return 0;
    }

    private Interval interval(long correct, long count) {
        return intervals.computeIfAbsent(
                count * 1_000 + correct,
                key -> RunningAccuracy.interval(correct, count, Simulation.LEVEL));
    }
}
