package dev.midstream.metrics.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Many streams with known conditional means, each watched at every image. */
final class Simulation {
    static final int STREAMS = 2_000;
    static final double LEVEL = 0.05;

    private static final double CONFIDENCE = 0.99;

    private Simulation() {}

    /** How many streams go wrong at some moment. */
    static int count(long seed, ToIntFunction<SplittableRandom> stream) {
        SplittableRandom random = new SplittableRandom(seed);
        int wrong = 0;
        for (int i = 0; i < STREAMS; i++) {
            wrong += stream.applyAsInt(random);
        }
        return wrong;
    }

    /** Fails if the level is below the one-sided 99 % bound of Clopper and Pearson (1934). */
    static void assertLevelIsKept(int wrong) {
        assertThat(probabilityOfAtLeast(wrong))
                .as("chance of %d streams in %d at the level", wrong, STREAMS)
                .isGreaterThanOrEqualTo(1 - CONFIDENCE);
    }

    /** Fails unless {@link #assertLevelIsKept} would. */
    static void assertLevelIsBroken(int wrong) {
        assertThat(probabilityOfAtLeast(wrong)).isLessThan(1 - CONFIDENCE);
    }

    /** The binomial tail at the level. */
    private static double probabilityOfAtLeast(int wrong) {
        double term = Math.exp(STREAMS * Math.log1p(-LEVEL));
        double below = 0;
        for (int k = 0; k < wrong; k++) {
            below += term;
            term *= (double) (STREAMS - k) / (k + 1) * LEVEL / (1 - LEVEL);
        }
        return 1 - below;
    }
}
