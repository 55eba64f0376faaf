package dev.midstream.metrics.sequence;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Half-widths at 95 %, beside those of samples of fixed size, which may be looked at once. {@code
 * deploy/benchmarks/interval-widths} runs it.
 */
class IntervalWidthBenchmark {
    private static final long SIZE = 10_000;
    private static final double ERROR = 0.05;
    private static final double QUANTILE = 1.959964;
    private static final int RESAMPLES = 2_000;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void accuracies() {
        System.out.println("images  accuracy  Wilson  bootstrap  any order  whole set of 10,000");
        for (long count : new long[] {100, 1_000, 5_000, 9_000, 10_000}) {
            for (double accuracy : new double[] {0.7, 0.93}) {
                long correct = Math.round(accuracy * count);
                print(
                        "%,6d  %6.0f %%  %6.2f  %9.2f  %9.2f  %19.2f",
                        count,
                        100 * accuracy,
                        wilson(correct, count),
                        bootstrap(accuracy, 0, count),
                        half(RunningAccuracy.interval(correct, count, ERROR)),
                        half(FinitePopulation.accuracy(correct, count, 0, SIZE, ERROR)));
            }
        }
    }

    @Test
    void differences() {
        System.out.println("images  wins, losses  bootstrap  any order  whole set of 10,000");
        for (long count : new long[] {1_000, 5_000, 9_000, 10_000}) {
            for (double[] shares : new double[][] {{0.05, 0.05}, {0.06, 0.04}}) {
                long wins = Math.round(shares[0] * count);
                long losses = Math.round(shares[1] * count);
                print(
                        "%,6d  %4.0f %%, %2.0f %%  %9.2f  %9.2f  %19.2f",
                        count,
                        100 * shares[0],
                        100 * shares[1],
                        bootstrap(shares[0], shares[1], count),
                        half(new RunningDifference(wins, losses, count).interval(ERROR)),
                        half(FiniteDifference.of(wins, losses, count, 0, SIZE, ERROR)));
            }
        }
    }

    /** Half the width of Wilson's interval (1927). */
    private static double wilson(long correct, long count) {
        double share = (double) correct / count;
        double z = QUANTILE * QUANTILE;
        return 100
                * QUANTILE
                / (1 + z / count)
                * Math.sqrt(share * (1 - share) / count + z / (4.0 * count * count));
    }

    /** Half the width of the percentile bootstrap of wins less losses (Efron 1979). */
    private double bootstrap(double wins, double losses, long count) {
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            long sum = 0;
            for (long n = 0; n < count; n++) {
                double u = random.nextDouble();
                sum += u < wins ? 1 : u < wins + losses ? -1 : 0;
            }
            means[i] = (double) sum / count;
        }
        Arrays.sort(means);
        int tail = (int) (RESAMPLES * ERROR / 2);
        return 100 * (means[RESAMPLES - 1 - tail] - means[tail]) / 2;
    }

    private static double half(Interval interval) {
        return 100 * (interval.high() - interval.low()) / 2;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
