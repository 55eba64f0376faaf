package dev.midstream.metrics.sequence;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Confidences are drawn at random; an image of confidence c is answered correctly with probability
 * c to a power, which depends on what came before.
 */
class RunningCalibrationOrderTest {
    private static final int BINS = 15;
    private static final int IMAGES = 200;

    /** How the power is chosen: more than 1 is overconfident. */
    enum Powers {
        CALIBRATED {
            @Override
            double power(Sums sums) {
                return 1;
            }
        },
        OVERCONFIDENT {
            @Override
            double power(Sums sums) {
                return 3;
            }
        },
        SORTED {
            @Override
            double power(Sums sums) {
                return sums.count / 30 % 2 == 0 ? 3 : 0.3;
            }
        },
        DRIFTING {
            @Override
            double power(Sums sums) {
                return 0.3 + 3.0 * sums.count / IMAGES;
            }
        },
        /** Presses on in the direction of chance. */
        ADVERSARIAL {
            @Override
            double power(Sums sums) {
                return sums.hits > sums.means ? 8 : 0.1;
            }
        };

        abstract double power(Sums sums);
    }

    @ParameterizedTest
    @EnumSource
    void gap_watchedAtEveryImage_holdsTheRunningMean(Powers powers) {
        Simulation.assertLevelIsKept(
                Simulation.count(15, random -> misses(powers, random, Sums::gapHolds)));
    }

    @ParameterizedTest
    @EnumSource
    void ece_watchedAtEveryImage_holdsTheErrorOfTheConditionalMeans(Powers powers) {
        Simulation.assertLevelIsKept(
                Simulation.count(16, random -> misses(powers, random, Sums::eceHolds)));
    }

    @ParameterizedTest
    @EnumSource
    void bin_watchedAtEveryImage_allBinsHoldTheirRunningMeans(Powers powers) {
        Simulation.assertLevelIsKept(
                Simulation.count(17, random -> misses(powers, random, Sums::changedBinHolds)));
    }

    private static int misses(Powers powers, SplittableRandom random, Predicate<Sums> holds) {
        Sums sums = new Sums();
        for (int n = 1; n <= IMAGES; n++) {
            double confidence = 0.1 + 0.9 * Math.sqrt(random.nextDouble());
            double mean = Math.pow(confidence, powers.power(sums));
            sums.add(confidence, mean, random.nextDouble() < mean ? 1 : 0);
            if (!holds.test(sums)) {
                return 1;
            }
        }
        return 0;
    }

    /** Measured and expected sums, in all and by bin. */
    private static final class Sums {
        private final long[] counts = new long[BINS];
        private final long[] hitsOf = new long[BINS];
        private final double[] confidencesOf = new double[BINS];
        private final double[] meansOf = new double[BINS];
        private final double[] squaresOf = new double[BINS];
        private int bin;
        private long count;
        private long hits;
        private double confidences;
        private double means;
        private double squares;

        void add(double confidence, double mean, int hit) {
            bin = (int) Math.min(BINS - 1, confidence * BINS);
            double square = (hit - confidence) * (hit - confidence);
            count++;
            hits += hit;
            confidences += confidence;
            means += mean;
            squares += square;
            counts[bin]++;
            hitsOf[bin] += hit;
            confidencesOf[bin] += confidence;
            meansOf[bin] += mean;
            squaresOf[bin] += square;
        }

        boolean gapHolds() {
            return RunningCalibration.gap(
                            (confidences - hits) / count, squares, count, Simulation.LEVEL)
                    .contains((confidences - means) / count);
        }

        boolean eceHolds() {
            double measured = 0;
            double expected = 0;
            int occupied = 0;
            for (int bin = 0; bin < BINS; bin++) {
                measured += Math.abs(hitsOf[bin] - confidencesOf[bin]) / count;
                expected += Math.abs(meansOf[bin] - confidencesOf[bin]) / count;
                occupied += counts[bin] > 0 ? 1 : 0;
            }
            return RunningCalibration.ece(measured, occupied, squares, count, Simulation.LEVEL)
                    .contains(expected);
        }

        boolean changedBinHolds() {
            return RunningCalibration.bin(
                            hitsOf[bin], squaresOf[bin], counts[bin], BINS, Simulation.LEVEL)
                    .contains(meansOf[bin] / counts[bin]);
        }
    }
}
