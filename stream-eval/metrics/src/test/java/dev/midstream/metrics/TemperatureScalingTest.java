package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureScalingTest {
    private static double negativeLogLikelihood(
            float[] logits, int classes, int[] labels, double temperature) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double total = 0;
            for (int k = 0; k < classes; k++) {
                total += Math.exp((logits[i * classes + k] - logits[i * classes]) / temperature);
            }
            sum += Math.log(total);
            sum -= (logits[i * classes + labels[i]] - logits[i * classes]) / temperature;
        }
        return sum / labels.length;
    }

    /**
     * All images have the same logits {z, 0}, and a share q has label 0: the best probability of it
     * is q, which is at z / T = log(q / (1 - q)).
     */
    @ParameterizedTest
    @CsvSource({"4, 0.9", "1, 0.75", "30, 0.6", "0.1, 0.9", "1000, 0.99999"})
    void fit_twoClassesOneLogit_closedForm(float logit, double share) {
        int images = 100_000;
        float[] logits = new float[2 * images];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            logits[2 * i] = logit;
            labels[i] = i < Math.round(share * images) ? 0 : 1;
        }

        double expected = logit / Math.log(share / (1 - share));

        assertThat(TemperatureScaling.fit(logits, 2, labels))
                .isCloseTo(expected, within(1e-6 * expected));
    }

    @Property(tries = 30)
    void fit_labelsDrawnAtATemperature_findsItAndNothingNearIsBetter(
            @ForAll @DoubleRange(min = 0.3, max = 6) double temperature) {
        SplittableRandom random = new SplittableRandom(4);
        int images = 4000;
        float[] logits = new float[4 * images];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            double[] weights = new double[4];
            double total = 0;
            for (int k = 0; k < 4; k++) {
                logits[4 * i + k] = (float) random.nextGaussian(0, 4);
                weights[k] = Math.exp(logits[4 * i + k] / temperature);
                total += weights[k];
            }
            double draw = random.nextDouble() * total;
            while (labels[i] < 3 && draw >= weights[labels[i]]) {
                draw -= weights[labels[i]];
                labels[i]++;
            }
        }

        double fitted = TemperatureScaling.fit(logits, 4, labels);

        assertThat(fitted).isCloseTo(temperature, within(0.15 * temperature));
        double best = negativeLogLikelihood(logits, 4, labels, fitted);
        for (double factor : new double[] {0.5, 0.9, 0.99, 1.01, 1.1, 2}) {
            assertThat(negativeLogLikelihood(logits, 4, labels, factor * fitted))
                    .isGreaterThan(best);
        }
    }

    @Test
    void fit_everyAnswerRight_theLowest() {
        assertThat(TemperatureScaling.fit(new float[] {1, 0, 0, 2}, 2, new int[] {0, 1}))
                .isEqualTo(TemperatureScaling.LOWEST);
    }

    @Test
    void fit_answersWorseThanChance_theHighest() {
        assertThat(TemperatureScaling.fit(new float[] {1, 0, 0, 2}, 2, new int[] {1, 0}))
                .isEqualTo(TemperatureScaling.HIGHEST);
    }

    @Test
    void fit_logitsThatSayNothing_stillANumber() {
        assertThat(TemperatureScaling.fit(new float[6], 3, new int[] {0, 1})).isFinite();
    }

    @Test
    void fit_noImage_rejected() {
        assertThatThrownBy(() -> TemperatureScaling.fit(new float[0], 2, new int[0]))
                .hasMessage("Cannot fit a temperature to 0 logits of 0 images and 2 classes.");
    }

    @Test
    void scale_logits_keepsThePrediction() {
        assertThat(TemperatureScaling.scale(new float[] {1, -3, 8}, 2))
                .containsExactly(0.5f, -1.5f, 4f);
    }
}
