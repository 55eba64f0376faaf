package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.metrics.sequence.Interval;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationFiguresTest {
    private static Outcome outcome(float confidence, boolean correct) {
        return new Outcome(0, confidence, correct, correct, 0, 0);
    }

    private static ClassificationSums sums(Outcome... outcomes) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (Outcome outcome : outcomes) {
            accumulator.add(outcome);
        }
        return accumulator.toSums();
    }

    @Test
    void figures_ofNoImage_areEmptyNeverNaN() {
        ClassificationFigures figures = ClassificationFigures.of(ClassificationSums.EMPTY, 15);

        assertThat(figures.value(Figure.ACCURACY)).isEmpty();
        assertThat(figures.value(Figure.TOP5)).isEmpty();
        assertThat(figures.value(Figure.CONFIDENCE)).isEmpty();
        assertThat(figures.value(Figure.NLL)).isEmpty();
        assertThat(figures.value(Figure.BRIER)).isEmpty();
        assertThat(figures.ece()).isEmpty();
        assertThat(figures.mce()).isEmpty();
        assertThat(figures.estimate(Figure.ACCURACY)).isEmpty();
    }

    @Test
    void ece_fourImagesInTwoBins_byHand() {
        // Bin of 0.9: two images, one right, confidence 1.8: gap 0.8.
        // Bin of 0.3: two images, both right, confidence 0.6: gap 1.4.
        ClassificationFigures figures =
                ClassificationFigures.of(
                        sums(
                                outcome(0.9f, true),
                                outcome(0.9f, false),
                                outcome(0.3f, true),
                                outcome(0.3f, true)),
                        15);

        assertThat(figures.ece().orElseThrow()).isCloseTo((0.8 + 1.4) / 4, within(1e-6));
        assertThat(figures.mce().orElseThrow()).isCloseTo(0.7, within(1e-6));
        assertThat(figures.value(Figure.ACCURACY).orElseThrow()).isEqualTo(0.75);
        assertThat(figures.value(Figure.CONFIDENCE).orElseThrow()).isCloseTo(0.6, within(1e-6));
    }

    @Test
    void ece_confidenceExactlyZeroAndOne_bothCounted() {
        ClassificationSums sums = sums(outcome(0f, false), outcome(1f, true), outcome(1f, false));

        assertThat(sums.bins().count(0)).isEqualTo(1);
        assertThat(sums.bins().count(ReliabilityBins.FINE_BINS - 1)).isEqualTo(2);
        assertThat(ClassificationFigures.of(sums, 15).ece().orElseThrow())
                .isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void figures_oneClassNeverSeen_sameDefinitions() {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        // Three classes, labels 0 and 1 only.
        accumulator.add(Outcome.of(new float[] {2, 0, 0}, 0, 3, 0));
        accumulator.add(Outcome.of(new float[] {2, 0, 0}, 0, 3, 1));

        ClassificationFigures figures = ClassificationFigures.of(accumulator.toSums(), 10);

        double confidence = Math.exp(2) / (Math.exp(2) + 2);
        assertThat(figures.value(Figure.ACCURACY).orElseThrow()).isEqualTo(0.5);
        assertThat(figures.ece().orElseThrow())
                .isCloseTo(Math.abs(1 - 2 * confidence) / 2, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12, 15, 20, 30, 60})
    void ece_perfectlyCalibratedSource_goesToZero(int bins) {
        SplittableRandom random = new SplittableRandom(7);
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < 1_000_000; i++) {
            float confidence = (float) random.nextDouble();
            accumulator.add(outcome(confidence, random.nextDouble() < confidence));
        }

        // The expected ECE of n images is of order sqrt(bins / n): 0.008 at most here.
        assertThat(ClassificationFigures.of(accumulator.toSums(), bins).ece().orElseThrow())
                .isLessThan(0.01);
    }

    @Property(tries = 200)
    void squaredResiduals_anyImages_boundTheSumFromAbove(
            @ForAll @Size(min = 1, max = 200) List<@FloatRange(min = 0, max = 1) Float> confidences,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        double sum = 0;
        for (float confidence : confidences) {
            boolean correct = random.nextBoolean();
            accumulator.add(outcome(confidence, correct));
            sum += Math.pow((correct ? 1 : 0) - confidence, 2);
        }

        double bound = ClassificationFigures.of(accumulator.toSums(), 15).squaredResiduals();

        // Confidences are rounded to 2^-24.
        assertThat(bound).isBetween(sum - 1e-5, sum + 0.02 * confidences.size());
    }

    @Test
    void squaredResiduals_calibratedCellOfNinetyThreePercent_areTwoPercentTooLarge() {
        SplittableRandom random = new SplittableRandom(8);
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            float confidence = (float) (1 - 0.5 * Math.pow(random.nextDouble(), 6));
            boolean correct = random.nextDouble() < confidence;
            accumulator.add(outcome(confidence, correct));
            sum += Math.pow((correct ? 1 : 0) - confidence, 2);
        }
        ClassificationFigures figures = ClassificationFigures.of(accumulator.toSums(), 15);

        assertThat(figures.value(Figure.ACCURACY).orElseThrow()).isCloseTo(0.93, within(0.005));
        assertThat(figures.squaredResiduals()).isBetween(1.01 * sum, 1.03 * sum);
    }

    @Test
    void bins_areTheImagesByConfidenceWithTheirIntervals() {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < 400; i++) {
            accumulator.add(outcome(0.75f, i % 2 == 0));
        }
        List<CalibrationBin> bins = ClassificationFigures.of(accumulator.toSums(), 10).bins();

        assertThat(bins).hasSize(10);
        assertThat(bins.get(7).count()).isEqualTo(400);
        assertThat(bins.get(7).correct()).isEqualTo(200);
        assertThat(bins.get(7).confidence()).isEqualTo(300);
        Interval interval = bins.get(7).interval(10, 0.05);
        assertThat(interval.low()).isBetween(0.3, 0.45);
        assertThat(interval.high()).isCloseTo(1 - interval.low(), within(1e-9));
        assertThat(bins.get(3).interval(10, 0.05)).isEqualTo(Interval.UNIT);
    }

    @Test
    void gap_overconfident_isAboveZeroWithItsInterval() {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < 1_000; i++) {
            accumulator.add(outcome(0.9f, i % 4 != 0));
        }
        Estimate gap =
                ClassificationFigures.of(accumulator.toSums(), 15)
                        .estimate(Figure.GAP)
                        .orElseThrow();

        assertThat(gap.value()).isCloseTo(0.15, within(1e-6));
        assertThat(gap.interval().orElseThrow().low()).isBetween(0.09, 0.12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 16, 120})
    void of_binsThatDoNotDivideSixty_rejected(int bins) {
        assertThatThrownBy(() -> ClassificationFigures.of(ClassificationSums.EMPTY, bins))
                .hasMessage(
                        "Cannot compute ECE with "
                                + bins
                                + " bins: choose 10, 12, 15, 20, 30 or 60.");
    }

    @Property
    void ece_oneImage_coarseBinsAreThoseOfTheDefinition(
            @ForAll @FloatRange(min = 0, max = 1) float confidence,
            @ForAll @IntRange(max = 5) int choice) {
        int bins = new int[] {10, 12, 15, 20, 30, 60}[choice];
        int fineBin = -1;
        ClassificationSums sums = sums(outcome(confidence, true));
        for (int i = 0; i < ReliabilityBins.FINE_BINS; i++) {
            fineBin = sums.bins().count(i) == 1 ? i : fineBin;
        }

        int expected = Math.min((int) Math.floor((double) bins * confidence), bins - 1);

        assertThat(fineBin / (ReliabilityBins.FINE_BINS / bins)).isEqualTo(expected);
    }
}
