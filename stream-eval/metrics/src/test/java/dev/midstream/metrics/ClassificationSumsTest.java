package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ClassificationSumsTest {
    @Provide
    Arbitrary<Outcome> outcomes() {
        return Combinators.combine(
                        Arbitraries.floats().between(0, 1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.doubles().between(0, 745),
                        Arbitraries.doubles().between(0, 2))
                .as(
                        (confidence, correct, top5, loss, brier) ->
                                new Outcome(0, confidence, correct, correct || top5, loss, brier));
    }

    @Provide
    Arbitrary<List<Outcome>> manyOutcomes() {
        return outcomes().list().ofMaxSize(50);
    }

    private static ClassificationSums sums(List<Outcome> outcomes) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        outcomes.forEach(accumulator::add);
        return accumulator.toSums();
    }

    @Property
    void plus_anySums_isCommutative(
            @ForAll("manyOutcomes") List<Outcome> a, @ForAll("manyOutcomes") List<Outcome> b) {
        assertThat(sums(a).plus(sums(b))).isEqualTo(sums(b).plus(sums(a)));
    }

    @Property
    void plus_anySums_isAssociative(
            @ForAll("manyOutcomes") List<Outcome> a,
            @ForAll("manyOutcomes") List<Outcome> b,
            @ForAll("manyOutcomes") List<Outcome> c) {
        assertThat(sums(a).plus(sums(b)).plus(sums(c)))
                .isEqualTo(sums(a).plus(sums(b).plus(sums(c))));
    }

    @Property
    void plus_outcomesSplitInTwo_equalsCountingThemTogether(
            @ForAll("manyOutcomes") List<Outcome> outcomes) {
        int middle = outcomes.size() / 2;
        ClassificationSums first = sums(outcomes.subList(0, middle));
        ClassificationSums second = sums(outcomes.subList(middle, outcomes.size()));

        assertThat(first.plus(second)).isEqualTo(sums(outcomes));
        assertThat(sums(outcomes).count()).isEqualTo(outcomes.size());
    }

    @Property
    void of_ownContents_givesEqualSums(@ForAll("manyOutcomes") List<Outcome> outcomes) {
        ClassificationSums sums = sums(outcomes);

        assertThat(
                        ClassificationSums.of(
                                sums.top5Correct(),
                                sums.negativeLogLikelihood(),
                                sums.brier(),
                                sums.bins()))
                .isEqualTo(sums);
    }

    @Test
    void plus_empty_changesNothing() {
        ClassificationSums sums = sums(List.of(new Outcome(1, 0.7f, true, true, 0.3, 0.1)));

        assertThat(sums.plus(ClassificationSums.EMPTY)).isEqualTo(sums);
    }

    @Test
    void of_moreRightThanCounted_rejected() {
        ReliabilityBins bins = sums(List.of(new Outcome(1, 0.7f, true, true, 0.3, 0.1))).bins();

        assertThatThrownBy(() -> ClassificationSums.of(2, 0, 0, bins))
                .hasMessage(
                        "Cannot read sums: 2 of 1 images are right among five, but 1 are right.");
        assertThatThrownBy(() -> ClassificationSums.of(1, Double.NaN, 0, bins))
                .hasMessage("Cannot read sums: the negative log-likelihood is NaN");
    }

    @Test
    void negativeLogLikelihood_beyondTheRange_staysAtItsEndInAnyOrder() {
        ClassificationSums one = sums(List.of(new Outcome(1, 0.7f, true, true, 745, 0.1)));
        ClassificationSums many = one;
        for (int i = 0; i < 29; i++) {
            many = many.plus(many);
        }
        assertThat(many.negativeLogLikelihoodSaturated()).isFalse();
        assertThat(many.negativeLogLikelihood()).isEqualTo(745.0 * (1 << 29));
        ClassificationSums saturated = many.plus(many);

        assertThat(saturated.count()).isEqualTo(1 << 30);
        assertThat(saturated.negativeLogLikelihoodSaturated()).isTrue();
        assertThat(saturated.plus(one)).isEqualTo(one.plus(many).plus(many));
        assertThat(saturated.plus(saturated).negativeLogLikelihood()).isEqualTo(0x1p39);
        assertThat(ClassificationFigures.of(saturated, 15).value(Figure.NLL)).isEmpty();
        assertThat(
                        ClassificationSums.of(
                                        saturated.top5Correct(),
                                        saturated.negativeLogLikelihood(),
                                        saturated.brier(),
                                        saturated.bins())
                                .negativeLogLikelihoodSaturated())
                .isTrue();
    }

    @Test
    void sums_aThousandMillionImages_areExact() {
        ClassificationSums one = sums(List.of(new Outcome(1, 0.7f, true, true, 0.3, 0.1)));
        ClassificationSums many = one;
        for (int i = 0; i < 30; i++) {
            many = many.plus(many);
        }

        assertThat(many.count()).isEqualTo(1L << 30);
        assertThat(many.confidence()).isEqualTo(one.confidence() * (1 << 30));
        assertThat(many.brier()).isEqualTo(one.brier() * (1 << 30));
        assertThat(many.plus(one).confidence()).isEqualTo(many.confidence() + one.confidence());
    }

    @Test
    void binsOf_wrongNumberOfBins_rejected() {
        assertThatThrownBy(() -> ReliabilityBins.of(new long[15], new long[15], new double[15]))
                .hasMessage("Cannot read reliability bins: expected 60 bins but found 15.");
    }
}
