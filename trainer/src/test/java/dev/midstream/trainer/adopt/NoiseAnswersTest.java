package dev.midstream.trainer.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoiseAnswersTest {
    @Test
    void guess_everyImageSumsToOne_areProbabilities() {
        assertThat(guess(0.25f, 0.75f, 1, 0)).isEqualTo(AdoptedOutput.PROBABILITIES);
        assertThat(guess(0.2501f, 0.7505f)).isEqualTo(AdoptedOutput.PROBABILITIES);
    }

    @Test
    void guess_oneImageDoesNotSumToOne_areLogits() {
        assertThat(guess(0.25f, 0.75f, 1, 0.01f)).isEqualTo(AdoptedOutput.LOGITS);
        assertThat(guess(0, 0)).isEqualTo(AdoptedOutput.LOGITS);
    }

    @Test
    void guess_negativeOrNotANumber_areLogits() {
        assertThat(guess(1.5f, -0.5f)).isEqualTo(AdoptedOutput.LOGITS);
        assertThat(guess(Float.NaN, 1)).isEqualTo(AdoptedOutput.LOGITS);
        assertThat(guess(Float.POSITIVE_INFINITY, 0)).isEqualTo(AdoptedOutput.LOGITS);
    }

    private static AdoptedOutput guess(float... values) {
        return new NoiseAnswers(values, 2).guess();
    }
}
