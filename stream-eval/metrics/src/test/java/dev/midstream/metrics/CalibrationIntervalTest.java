package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationIntervalTest {
    private static final int BINS = 15;

    @Test
    void of_noImage_isEverything() {
        assertThat(CalibrationInterval.of(0, 0, 0, 0.05)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void of_oneBin_radiusByHand() {
        // V = 100/4 = r: sqrt(50 (log 2 + 2 log 20)) / 100.
        Interval interval = CalibrationInterval.of(0.5, 1, 100, 0.05);

        assertThat(interval.low()).isCloseTo(0.5 - 0.182_819_7, within(1e-7));
        assertThat(interval.high()).isCloseTo(0.5 + 0.182_819_7, within(1e-7));
    }

    @Test
    void of_moreBins_wider() {
        assertThat(CalibrationInterval.of(0.1, 10, 10_000, 0.05).high())
                .isGreaterThan(CalibrationInterval.of(0.1, 2, 10_000, 0.05).high());
    }

    @Test
    void of_smallErrorOfManyImages_withinThreePercentAndNotNegative() {
        Interval interval = CalibrationInterval.of(0.02, 12, 10_000, 0.05);

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isBetween(0.04, 0.05);
    }

    @Test
    void of_imagesWithoutBin_rejected() {
        assertThatThrownBy(() -> CalibrationInterval.of(0.1, 0, 2, 0.05))
                .hasMessage(
                        "Cannot compute an interval: ECE 0.1 of 2 images in 0 bins at error 0.05.");
    }

    /** Accuracy is confidence to a power: 1 is calibrated, more is overconfident. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 3})
    void of_twoThousandStreamsWatchedAtEveryImage_missTheTruthInAtMostFivePercent(double power) {
        SplittableRandom random = new SplittableRandom(17);
        int missed = 0;
        for (int stream = 0; stream < 2_000; stream++) {
            missed += everMisses(power, 300, random) ? 1 : 0;
        }

        assertThat(missed).isLessThanOrEqualTo(100);
    }

    private static boolean everMisses(double power, int images, SplittableRandom random) {
        double[] measured = new double[BINS];
        double[] truth = new double[BINS];
        boolean[] occupied = new boolean[BINS];
        for (int n = 1; n <= images; n++) {
            double confidence = 0.1 + 0.9 * random.nextDouble();
            double probability = Math.pow(confidence, power);
            int bin = (int) Math.min(BINS - 1, confidence * BINS);
            measured[bin] += (random.nextDouble() < probability ? 1 : 0) - confidence;
            truth[bin] += probability - confidence;
            occupied[bin] = true;
            Interval interval =
                    CalibrationInterval.of(error(measured, n), count(occupied), n, 0.05);
            double trueError = error(truth, n);
            if (trueError < interval.low() || trueError > interval.high()) {
                return true;
            }
        }
        return false;
    }

    private static double error(double[] gaps, int images) {
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap);
        }
        return sum / images;
    }

    private static int count(boolean[] occupied) {
        int count = 0;
        for (boolean bin : occupied) {
            count += bin ? 1 : 0;
        }
        return count;
    }
}
