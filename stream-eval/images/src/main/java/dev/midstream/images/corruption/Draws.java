package dev.midstream.images.corruption;

import dev.midstream.images.SeededRandom;

/** The source of a corruption's random values: a seeded generator, or a recording. */
public interface Draws {

    /** Returns a normal deviate. */
    double normal(double mean, double standardDeviation);

    /** Returns independent normal deviates, drawn in order. */
    default double[] normals(int count, double mean, double standardDeviation) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = normal(mean, standardDeviation);
        }
        return values;
    }

    /** Returns a uniform deviate in [low, high). */
    double uniform(double low, double high);

    /** Returns a uniform integer in [low, high). */
    int integer(int low, int high);

    /** Returns a Poisson deviate. */
    int poisson(Poisson distribution);

    /** Returns draws from a seeded generator. */
    static Draws from(SeededRandom random) {
        return new Draws() {
            @Override
            public double normal(double mean, double standardDeviation) {
                return mean + standardDeviation * random.nextNormal();
            }

            @Override
            public double uniform(double low, double high) {
                return low + (high - low) * random.nextUnit();
            }

            @Override
            public int integer(int low, int high) {
                return low + random.nextInt(high - low);
            }

            @Override
            public int poisson(Poisson distribution) {
                return distribution.next(random);
            }
        };
    }
}
