package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.metrics.PointAccumulator.LabelState;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PointAccumulatorTest {
    @Test
    void compare_allCases_countedByHand() {
        PointAccumulator accumulator = new PointAccumulator();
        // Label, this one's answer, the reference's: both right, a win, a loss, both wrong alike,
        // both wrong in different ways.
        int[][] images = {{0, 0, 0}, {0, 0, 1}, {0, 2, 0}, {0, 1, 1}, {0, 1, 2}};
        for (int[] image : images) {
            Outcome outcome = outcome(image[1], image[0]);
            accumulator.add(outcome, LabelState.AS_GIVEN);
            accumulator.compare(outcome, outcome(image[2], image[0]));
        }

        assertThat(accumulator.toSums().paired()).isEqualTo(new PairedSums(1, 1, 3));
        assertThat(accumulator.toSums().classification().correct()).isEqualTo(2);
    }

    @Test
    void plus_anySplit_sameSums() {
        SplittableRandom random = new SplittableRandom(1);
        PointAccumulator all = new PointAccumulator();
        PointAccumulator[] parts = {
            new PointAccumulator(), new PointAccumulator(), new PointAccumulator()
        };
        for (int i = 0; i < 1_000; i++) {
            Outcome outcome = outcome(random.nextInt(3), 0);
            Outcome reference = outcome(random.nextInt(3), 0);
            LabelState label = random.nextInt(4) == 0 ? LabelState.RELABELLED : LabelState.AS_GIVEN;
            PointAccumulator part = parts[random.nextInt(3)];
            for (PointAccumulator accumulator : new PointAccumulator[] {all, part}) {
                accumulator.add(outcome, label);
                accumulator.compare(outcome, reference);
            }
        }

        assertThat(parts[2].toSums().plus(parts[0].toSums()).plus(parts[1].toSums()))
                .isEqualTo(all.toSums());
        assertThat(all.toSums().relabelled()).isBetween(200L, 300L);
    }

    @Test
    void sums_moreRelabelledThanJudged_rejected() {
        assertThatThrownBy(() -> new PointSums(ClassificationSums.EMPTY, PairedSums.EMPTY, 1))
                .hasMessage(
                        "Cannot read sums: of 0 images 0 disagree with the reference and 1 are"
                                + " relabelled.");
    }

    private static Outcome outcome(int predicted, int label) {
        float[] logits = new float[3];
        logits[predicted] = 2;
        return Outcome.of(logits, 0, 3, label);
    }
}
