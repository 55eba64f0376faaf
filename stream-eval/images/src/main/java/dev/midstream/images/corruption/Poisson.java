package dev.midstream.images.corruption;

import dev.midstream.images.SeededRandom;

/** Poisson deviates that are the same on every machine. */
final class Poisson {

    private static final double SMALL_MEAN = 10;
    private static final int TABLE_SIZE = 1024;
    private static final double[] LOG_FACTORIALS = logFactorials();

    private Poisson() {}

    static int next(double mean, SeededRandom random) {
        if (mean <= 0) {
            return 0;
        }
        return mean < SMALL_MEAN ? inverted(mean, random) : rejected(mean, random);
    }

    /** Inverts the cumulative distribution term by term. */
    private static int inverted(double mean, SeededRandom random) {
        double rest = random.nextUnit();
        double probability = StrictMath.exp(-mean);
        int count = 0;
        // Rounding may leave a remainder after the last term.
        while (rest >= probability && count < TABLE_SIZE) {
            rest -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }

    /**
     * Transformed rejection with squeeze: Hörmann 1993, "The transformed rejection method for
     * generating Poisson random variables", algorithm PTRS.
     */
    private static int rejected(double mean, SeededRandom random) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextUnit() - 0.5;
            double v = random.nextUnit();
            double distance = 0.5 - Math.abs(u);
            double count = Math.floor((2 * a / distance + b) * u + mean + 0.43);
            if (distance >= 0.07 && v <= squeeze) {
                return (int) count;
            }
            if (count < 0 || (distance < 0.013 && v > distance)) {
                continue;
            }
            double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
            double hat = v * inverseAlpha / (a / (distance * distance) + b);
            if (StrictMath.log(hat)
                    <= count * StrictMath.log(mean) - mean - logFactorial((int) count)) {
                return (int) count;
            }
        }
    }

    private static double logFactorial(int count) {
        if (count < TABLE_SIZE) {
            return LOG_FACTORIALS[count];
        }
        // Stirling's series.
        return (count + 0.5) * StrictMath.log(count)
                - count
                + 0.5 * StrictMath.log(2 * Math.PI)
                + 1.0 / (12.0 * count);
    }

    private static double[] logFactorials() {
        double[] logs = new double[TABLE_SIZE];
        for (int i = 1; i < logs.length; i++) {
            logs[i] = logs[i - 1] + StrictMath.log(i);
        }
        return logs;
    }
}
