package dev.midstream.metrics.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of many tests to believe. The tests may depend on each other in any way, as those of cells
 * that share their images do.
 *
 * <p>E-values are given by their natural logarithms, as they get large.
 */
public final class ManyTests {
    private ManyTests() {}

    /**
     * Bonferroni: with probability {@code 1 - level} none of these is false. A test is one of them
     * when its p-value is at most {@code level} divided by the number of tests.
     *
     * @param pValues a p-value for every test
     * @param level in (0, 1)
     * @return indices of the tests, in ascending order
     */
    public static List<Integer> bonferroni(List<Double> pValues, double level) {
        check(level);
        return IntStream.range(0, pValues.size())
                .filter(i -> pValues.get(i) * pValues.size() <= level)
                .boxed()
                .toList();
    }

    /**
     * The e-BH procedure (Wang and Ramdas 2022, "False discovery rate control with e-values"): at
     * most the share {@code level} of these are false, on average. With {@code n} tests it takes
     * the {@code k} largest e-values, {@code k} being the largest number for which the {@code k}-th
     * largest is at least {@code n / (level k)}.
     *
     * @param logEvidence natural logarithm of every test's e-value
     * @param level in (0, 1)
     * @return indices of the tests, in ascending order
     */
    public static List<Integer> discoveries(List<Double> logEvidence, double level) {
        check(level);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, logEvidence.size()).boxed().toList());
        order.sort(Comparator.comparing(logEvidence::get).reversed());
        int taken = 0;
        for (int k = 1; k <= order.size(); k++) {
            double needed = StrictMath.log(order.size() / (level * k));
            if (logEvidence.get(order.get(k - 1)) >= needed) {
                taken = k;
            }
        }
        return order.subList(0, taken).stream().sorted().toList();
    }

    private static void check(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Cannot choose among tests at level " + level);
        }
    }
}
