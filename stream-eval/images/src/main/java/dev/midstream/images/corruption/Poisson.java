package dev.midstream.images.corruption;

import dev.midstream.images.SeededRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A Poisson distribution, tabulated so that a deviate takes one random number and no loop. The
 * deviates are the same on every machine.
 *
 * <p>The table is that of the alias method: Walker 1977, "An efficient method for generating
 * discrete random variables with general distributions", built as by Vose 1991. Counts of less than
 * 10<sup>-18</sup> of the most probable one's probability are left out. Immutable.
 */
public final class Poisson {
    private static final double NEGLIGIBLE = 1e-18;

    private final double mean;
    // The count of the first column, and for each column which share of it is its own count; the
    // rest is that of the alias.
    private final int first;
    private final double[] shares;
    private final int[] aliases;

    /**
     * Tabulates a distribution.
     *
     * @param mean the expected count, at least 0
     */
    public Poisson(double mean) {
        if (!(mean >= 0 && mean < 1e6)) {
            throw new IllegalArgumentException("Invalid mean of a Poisson distribution: " + mean);
        }
        this.mean = mean;
        int mode = (int) mean;
        int lowest = mode;
        for (double weight = 1; lowest > 0; lowest--) {
            weight *= lowest / mean;
            if (weight < NEGLIGIBLE) {
                break;
            }
        }
        int highest = mode;
        for (double weight = 1; weight >= NEGLIGIBLE; highest++) {
            weight *= mean / (highest + 1);
        }
        first = lowest;
        shares = weights(lowest, mode, highest);
        aliases = new int[shares.length];
        alias();
    }

    /** The expected count. */
    public double mean() {
        return mean;
    }

    /** Returns a deviate. */
    int next(SeededRandom random) {
        double position = random.nextUnit() * shares.length;
        int column = (int) position;
        return first + (position - column < shares[column] ? column : aliases[column]);
    }

    /** Returns the probability of each count in multiples of the mean probability. */
    private double[] weights(int lowest, int mode, int highest) {
        double[] weights = new double[highest - lowest + 1];
        weights[mode - lowest] = 1;
        for (int count = mode; count > lowest; count--) {
            weights[count - 1 - lowest] = weights[count - lowest] * count / mean;
        }
        for (int count = mode; count < highest; count++) {
            weights[count + 1 - lowest] = weights[count - lowest] * mean / (count + 1);
        }
        double scale = weights.length / Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= scale;
        }
        return weights;
    }

    /** Fills every column that is lower than the mean from one that is higher. */
    private void alias() {
        Deque<Integer> low = new ArrayDeque<>();
        Deque<Integer> high = new ArrayDeque<>();
        for (int i = 0; i < shares.length; i++) {
            aliases[i] = i;
            (shares[i] < 1 ? low : high).add(i);
        }
        while (!low.isEmpty() && !high.isEmpty()) {
            int small = low.remove();
            int large = high.element();
            aliases[small] = large;
            shares[large] -= 1 - shares[small];
            if (shares[large] < 1) {
                high.remove();
                low.add(large);
            }
        }
    }
}
