package dev.midstream.images.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.label.LabelNoise.Kind;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LabelNoiseTest {

    private static final int CLASSES = 10;

    @Property(tries = 200)
    void apply_symmetric_flipsExactlyTheFloorOfTheRate(
            @ForAll @IntRange(max = 500) int size,
            @ForAll @DoubleRange(max = 1) double rate,
            @ForAll @IntRange(min = 2, max = 12) int classes,
            @ForAll long seed) {
        NoisyLabels labels =
                new LabelNoise(Kind.SYMMETRIC, rate, seed).apply(clean(size, classes), classes);

        assertThat(labels.count()).isEqualTo(size);
        assertThat(labels.flippedCount()).isEqualTo((int) Math.floor(size * rate));
        for (int i = 0; i < size; i++) {
            assertThat(labels.observed(i)).isBetween(0, classes - 1);
            assertThat(labels.trueLabel(i)).isEqualTo(i % classes);
        }
    }

    @Property(tries = 200)
    void apply_higherRate_containsTheNoiseOfTheLower(
            @ForAll Kind kind,
            @ForAll @DoubleRange(max = 1) double one,
            @ForAll @DoubleRange(max = 1) double other,
            @ForAll long seed) {
        int[] clean = clean(300, CLASSES);
        NoisyLabels low = new LabelNoise(kind, Math.min(one, other), seed).apply(clean, CLASSES);
        NoisyLabels high = new LabelNoise(kind, Math.max(one, other), seed).apply(clean, CLASSES);

        assertThat(low.noisyCount()).isLessThanOrEqualTo(high.noisyCount());
        for (int i = 0; i < clean.length; i++) {
            if (low.observed(i) != clean[i]) {
                assertThat(high.observed(i)).isEqualTo(low.observed(i));
            }
        }
    }

    @Property(tries = 50)
    void apply_again_isTheSameAndLeavesTheInputAlone(@ForAll Kind kind, @ForAll long seed) {
        int[] clean = clean(100, CLASSES);
        NoisyLabels first = new LabelNoise(kind, 0.5, seed).apply(clean, CLASSES);
        NoisyLabels again = new LabelNoise(kind, 0.5, seed).apply(clean, CLASSES);

        assertThat(clean).isEqualTo(clean(100, CLASSES));
        assertThat(again).usingRecursiveComparison().isEqualTo(first);
    }

    @Example
    void apply_uniform_flipsNineTenthsOfTheRate() {
        int size = 100_000;
        NoisyLabels labels =
                new LabelNoise(Kind.UNIFORM, 0.5, 3).apply(clean(size, CLASSES), CLASSES);

        assertThat(labels.noisyCount()).isEqualTo(size / 2);
        // Five standard errors of 50,000 draws that hit the true class one time in ten.
        assertThat(labels.realisedFlipRate()).isBetween(0.45 - 0.0034, 0.45 + 0.0034);
    }

    @Example
    void apply_symmetric_drawsEveryWrongClassEquallyOften() {
        int[] clean = new int[90_000];
        Arrays.fill(clean, 4);
        NoisyLabels labels = new LabelNoise(Kind.SYMMETRIC, 1, 3).apply(clean, CLASSES);
        int[] histogram = new int[CLASSES];
        for (int i = 0; i < clean.length; i++) {
            histogram[labels.observed(i)]++;
        }

        assertThat(histogram[4]).isZero();
        assertThat(Arrays.stream(histogram).filter(count -> count > 0))
                .hasSize(CLASSES - 1)
                .allSatisfy(count -> assertThat(count).isBetween(9_500, 10_500));
    }

    @Example
    void apply_rateZero_changesNothing() {
        NoisyLabels labels = new LabelNoise(Kind.UNIFORM, 0, 3).apply(clean(100, CLASSES), CLASSES);

        assertThat(labels.realisedFlipRate()).isZero();
        assertThat(new LabelNoise(Kind.UNIFORM, 1, 3).apply(new int[0], 2).realisedFlipRate())
                .isZero();
    }

    @Example
    void create_rateOutsideOfUnitInterval_isRefused() {
        for (double rate : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new LabelNoise(Kind.UNIFORM, rate, 0))
                    .hasMessage("Invalid label noise rate: " + rate + ". Use a share from 0 to 1.");
        }
    }

    @Example
    void named_bothKinds_areFoundAndOthersRefused() {
        assertThat(Kind.named("uniform")).isEqualTo(Kind.UNIFORM);
        assertThat(Kind.named("symmetric")).isEqualTo(Kind.SYMMETRIC);
        assertThatThrownBy(() -> Kind.named("pairwise"))
                .hasMessage("Unknown kind of label noise: pairwise. Use uniform or symmetric.");
    }

    private static int[] clean(int size, int classes) {
        int[] labels = new int[size];
        Arrays.setAll(labels, i -> i % classes);
        return labels;
    }
}
