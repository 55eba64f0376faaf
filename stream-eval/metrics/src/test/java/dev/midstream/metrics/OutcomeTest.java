package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void of_probabilitiesOfAQuarterAndThreeQuarters_allFiguresByHand() {
        float[] logits = {0, (float) Math.log(3)};

        Outcome outcome = Outcome.of(logits, 0, 2, 0);

        assertThat(outcome.predicted()).isEqualTo(1);
        assertThat(outcome.correct()).isFalse();
        assertThat(outcome.confidence()).isCloseTo(0.75f, within(1e-6f));
        assertThat(outcome.negativeLogLikelihood()).isCloseTo(Math.log(4), within(1e-6));
        // (0.25 - 1)^2 + (0.75 - 0)^2
        assertThat(outcome.brier()).isCloseTo(1.125, within(1e-6));
    }

    @Test
    void of_offsetIntoABatch_judgesThatImage() {
        float[] logits = {9, 0, 0, 0, 5, 0};

        assertThat(Outcome.of(logits, 3, 3, 1))
                .isEqualTo(Outcome.of(new float[] {0, 5, 0}, 0, 3, 1));
    }

    @Test
    void of_equalLogits_lowestIndexWins() {
        assertThat(Outcome.of(new float[] {1, 2, 2}, 0, 3, 2).predicted()).isEqualTo(1);
    }

    @Test
    void of_sixClasses_onlyTheFirstFiveCountAsTopFive() {
        float[] logits = {6, 5, 4, 3, 2, 1};

        assertThat(Outcome.of(logits, 0, 6, 4).top5Correct()).isTrue();
        assertThat(Outcome.of(logits, 0, 6, 5).top5Correct()).isFalse();
    }

    @Test
    void of_sixEqualLogits_tiesGoToTheLowerIndex() {
        float[] logits = new float[6];

        assertThat(Outcome.of(logits, 0, 6, 4).top5Correct()).isTrue();
        assertThat(Outcome.of(logits, 0, 6, 5).top5Correct()).isFalse();
    }

    @Test
    void of_fewerThanFiveClasses_everyLabelIsAmongTheFirstFive() {
        assertThat(Outcome.of(new float[] {3, 2, 1}, 0, 3, 2).top5Correct()).isTrue();
    }

    @Test
    void of_hugeGap_confidenceIsExactlyOneAndLossIsBounded() {
        Outcome outcome = Outcome.of(new float[] {1e30f, -1e30f}, 0, 2, 1);

        assertThat(outcome.confidence()).isEqualTo(1f);
        assertThat(outcome.negativeLogLikelihood()).isEqualTo(Outcome.MAX_NEGATIVE_LOG_LIKELIHOOD);
        assertThat(outcome.brier()).isEqualTo(2);
    }

    @Test
    void of_impossibleLabel_saysWhichAndHowManyClasses() {
        assertThatThrownBy(() -> Outcome.of(new float[3], 0, 3, 3))
                .hasMessage("Cannot judge label 3: the model has 3 classes.");
    }

    @Test
    void of_logitThatIsNotANumber_rejected() {
        assertThatThrownBy(() -> Outcome.of(new float[] {0, Float.NaN}, 0, 2, 0))
                .hasMessage("Cannot judge logits: the logit of class 1 is not finite.");
    }

    @Provide
    Arbitrary<float[]> moderateLogits() {
        return Arbitraries.floats().between(-30, 30).array(float[].class).ofSize(7);
    }

    @Property
    void of_anyLogits_agreesWithTheDefinitionInPlainArithmetic(
            @ForAll("moderateLogits") float[] logits, @ForAll @IntRange(max = 6) int label) {
        Outcome outcome = Outcome.of(logits, 0, 7, label);

        double total = 0;
        for (float logit : logits) {
            total += Math.exp(logit);
        }
        double brier = 0;
        double largest = 0;
        for (int i = 0; i < 7; i++) {
            double p = Math.exp(logits[i]) / total;
            brier += (p - (i == label ? 1 : 0)) * (p - (i == label ? 1 : 0));
            largest = Math.max(largest, p);
        }
        assertThat((double) outcome.confidence()).isCloseTo(largest, within(1e-6));
        assertThat(outcome.brier()).isCloseTo(brier, within(1e-9));
        assertThat(outcome.negativeLogLikelihood())
                .isCloseTo(-Math.log(Math.exp(logits[label]) / total), within(1e-9));
    }
}
