package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccuracyIntervalTest {
    @Test
    void of_noImage_isEverything() {
        assertThat(AccuracyInterval.of(0, 0, 0.05)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void of_oneRightAnswer_boundByHand() {
        // B(3/2, 1/2) / B(1/2, 1/2) = 1/2, so p >= 0.05 / 2.
        Interval interval = AccuracyInterval.of(1, 1, 0.05);

        assertThat(interval.low()).isCloseTo(0.025, within(1e-9));
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void of_tenThousandImages_widerThanTheFixedSampleIntervalButUseful() {
        Interval interval = AccuracyInterval.of(9_200, 10_000, 0.05);
        double fixedSample = 1.96 * Math.sqrt(0.92 * 0.08 / 10_000);

        assertThat(0.92 - interval.low()).isBetween(fixedSample, 3 * fixedSample);
        assertThat(interval.high() - 0.92).isBetween(fixedSample, 3 * fixedSample);
    }

    @Test
    void of_moreRightThanCounted_rejected() {
        assertThatThrownBy(() -> AccuracyInterval.of(3, 2, 0.05))
                .hasMessage("Cannot compute an interval: 3 correct of 2 at error 0.05.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.99})
    void of_twoThousandStreamsWatchedAtEveryImage_missTheTruthInAtMostFivePercent(double truth) {
        SplittableRandom random = new SplittableRandom(11);
        int missed = 0;
        for (int stream = 0; stream < 2_000; stream++) {
            missed += everMisses(truth, 300, random) ? 1 : 0;
        }

        assertThat(missed).isLessThanOrEqualTo(100);
    }

    private static boolean everMisses(double truth, int images, SplittableRandom random) {
        int correct = 0;
        for (int n = 1; n <= images; n++) {
            correct += random.nextDouble() < truth ? 1 : 0;
            Interval interval = AccuracyInterval.of(correct, n, 0.05);
            if (truth < interval.low() || truth > interval.high()) {
                return true;
            }
        }
        return false;
    }
}
