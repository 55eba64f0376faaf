package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.metrics.sequence.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FigureTest {
    private static final ClassificationFigures SOME = figures(6_000, 2_000);

    /** Three classes, probabilities 1/2, 1/4 and 1/4; the first is always predicted. */
    private static ClassificationFigures figures(int right, int wrong) {
        float[] logits = {(float) Math.log(2), 0, 0};
        ClassificationSums.Accumulator sums = new ClassificationSums.Accumulator();
        for (int i = 0; i < right + wrong; i++) {
            sums.add(Outcome.of(logits, 0, 3, i < right ? 0 : 1));
        }
        return ClassificationFigures.of(sums.toSums(), 15);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCURACY, 0.75",
        "TOP5, 1",
        "ECE, 0.25",
        "MCE, 0.25",
        "GAP, -0.25",
        // (3 ln 2 + ln 4) / 4
        "NLL, 0.8664339756999316",
        // Right: 1/4 + 1/16 + 1/16; wrong: 1/4 + 9/16 + 1/16.
        "BRIER, 0.5",
        "CONFIDENCE, 0.5",
    })
    void value_ofKnownProbabilities_isTheClosedForm(Figure figure, double expected) {
        assertThat(SOME.value(figure).orElseThrow()).isCloseTo(expected, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void estimate_ofImages_isTheValueWithinItsInterval(Figure figure) {
        Estimate estimate = SOME.estimate(figure).orElseThrow();

        assertThat(estimate.value()).isEqualTo(SOME.value(figure).orElseThrow());
        assertThat(estimate.interval().isPresent()).isEqualTo(figure.hasInterval());
        estimate.interval()
                .ifPresent(
                        interval ->
                                assertThat(estimate.value())
                                        .isBetween(interval.low(), interval.high()));
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void estimate_smallerError_isWider(Figure figure) {
        figure.estimate(SOME, 0.001)
                .flatMap(Estimate::interval)
                .ifPresent(
                        wide -> {
                            Interval usual =
                                    SOME.estimate(figure).flatMap(Estimate::interval).orElseThrow();
                            assertThat(wide.high() - wide.low())
                                    .isGreaterThan(usual.high() - usual.low());
                        });
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void value_ofNoImage_isEmpty(Figure figure) {
        ClassificationFigures none = ClassificationFigures.of(ClassificationSums.EMPTY, 15);

        assertThat(none.value(figure)).isEmpty();
        assertThat(none.estimate(figure)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void id_everyFigure_isLowerCaseAndFindsIt(Figure figure) {
        assertThat(figure.id()).matches("[a-z][a-z0-9-]*");
        assertThat(Figure.of(figure.id())).contains(figure);
        assertThat(figure.gauge()).matches("midstream_[a-z][a-z0-9_]*");
        assertThat(figure.description()).endsWith(".");
    }

    @Test
    void of_unknownId_isEmpty() {
        assertThat(Figure.of("ACCURACY")).isEmpty();
    }

    @Test
    void all_inOrder_beginsWithAccuracy() {
        List<Figure> withInterval = Figure.ALL.stream().filter(Figure::hasInterval).toList();

        assertThat(withInterval).containsExactly(Figure.ACCURACY, Figure.ECE, Figure.GAP);
        assertThat(Figure.ALL).hasSize(Figure.values().length).startsWith(Figure.ACCURACY);
    }
}
