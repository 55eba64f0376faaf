package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankedOutcomesTest {
    private static Outcome outcome(double confidence, boolean correct) {
        return new Outcome(0, (float) confidence, correct, correct, 0, 0);
    }

    private static RankedOutcomes fiveOutcomes() {
        return RankedOutcomes.of(
                List.of(
                        outcome(0.9, true),
                        outcome(0.5, false),
                        outcome(0.99, true),
                        outcome(0.6, true),
                        outcome(0.8, false)));
    }

    @Test
    void adaptiveEce_twoBinsOfFiveImages_byHand() {
        // Bins of two and three images: {0.5 wrong, 0.6 right}, {0.8 wrong, 0.9, 0.99 right}.
        double expected = (Math.abs(1 - 1.1) + Math.abs(2 - 2.69)) / 5;

        assertThat(fiveOutcomes().adaptiveEce(2).orElseThrow()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void adaptiveEce_asManyBinsAsImages_isTheMeanGapOfImages() {
        double expected = (0.5 + 0.4 + 0.8 + 0.1 + 0.01) / 5;

        assertThat(fiveOutcomes().adaptiveEce(5).orElseThrow()).isCloseTo(expected, within(1e-6));
        assertThat(fiveOutcomes().adaptiveEce(50).orElseThrow()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void adaptiveEce_allTheSameConfidence_isItsDistanceFromTheAccuracy() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            outcomes.add(outcome(0.75, i < 60));
        }

        assertThat(RankedOutcomes.of(outcomes).adaptiveEce(15).orElseThrow())
                .isCloseTo(0.15, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.6",
        "0.8, 0.75",
        "0.61, 0.75",
        "0.6, 0.6666666666666666",
        "0.2, 1",
        "0.01, 1"
    })
    void selectiveAccuracy_mostConfidentImages_byHand(double coverage, double accuracy) {
        assertThat(fiveOutcomes().selectiveAccuracy(coverage).orElseThrow())
                .isCloseTo(accuracy, within(1e-12));
    }

    @Test
    void selectiveAccuracy_tieAtTheBorder_countsItsShare() {
        RankedOutcomes outcomes =
                RankedOutcomes.of(
                        List.of(outcome(0.9, true), outcome(0.5, true), outcome(0.5, false)));

        assertThat(outcomes.selectiveAccuracy(2.0 / 3).orElseThrow())
                .isCloseTo(1.5 / 2, within(1e-12));
    }

    @Property(tries = 200)
    void figures_anyOrder_areTheSame(
            @ForAll @IntRange(min = 1, max = 60) int images, @ForAll int seed) {
        Random random = new Random(seed);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            outcomes.add(outcome(random.nextInt(11) / 10.0, random.nextBoolean()));
        }
        RankedOutcomes ranked = RankedOutcomes.of(outcomes);
        Collections.shuffle(outcomes, random);
        RankedOutcomes shuffled = RankedOutcomes.of(outcomes);

        assertThat(shuffled.adaptiveEce(7)).isEqualTo(ranked.adaptiveEce(7));
        assertThat(shuffled.selectiveAccuracy(0.7)).isEqualTo(ranked.selectiveAccuracy(0.7));
        double accuracy = (double) outcomes.stream().filter(Outcome::correct).count() / images;
        assertThat(ranked.selectiveAccuracy(1).orElseThrow()).isCloseTo(accuracy, within(1e-12));
        double confidence =
                outcomes.stream().mapToDouble(Outcome::confidence).average().orElseThrow();
        // More bins can only tell more apart.
        assertThat(ranked.adaptiveEce(1).orElseThrow())
                .isCloseTo(Math.abs(accuracy - confidence), within(1e-9));
        assertThat(ranked.adaptiveEce(6).orElseThrow())
                .isGreaterThanOrEqualTo(ranked.adaptiveEce(3).orElseThrow() - 1e-9);
    }

    @Test
    void figures_noImage_areEmpty() {
        RankedOutcomes none = RankedOutcomes.of(List.of());

        assertThat(none.adaptiveEce(15)).isEmpty();
        assertThat(none.selectiveAccuracy(0.5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
    void selectiveAccuracy_notACoverage_rejected(double coverage) {
        assertThatThrownBy(() -> fiveOutcomes().selectiveAccuracy(coverage))
                .hasMessage("Invalid coverage: " + coverage + ". Use a number above 0, at most 1.");
    }
}
