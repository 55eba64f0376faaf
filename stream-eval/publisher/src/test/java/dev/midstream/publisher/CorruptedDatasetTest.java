package dev.midstream.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.label.LabelNoise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans of data sets that are corrupted already. */
class CorruptedDatasetTest {

    private static final ConditionGrid CLEAN =
            ConditionGrid.parse("none", "1", CleanImages.INCLUDED);

    @Test
    void of_corruptedSet_sendsEachImageUnderItsOwnConditions() {
        PublishPlan plan =
                PublishPlan.of(
                        new ThreeImages(),
                        PublishConfiguration.builder("unused:1", "run", CLEAN).build());

        assertThat(plan.size()).isEqualTo(6);
        assertThat(plan.conditions())
                .containsExactly(new Condition("snow", 3), new Condition("fog", 5));
        for (int record = 0; record < 6; record++) {
            int image = record / 2;
            int condition = record % 2;
            assertThat(plan.imageOf(record)).isEqualTo(image);
            assertThat(plan.conditionOf(record)).isEqualTo(condition);
            assertThat(plan.images().imageId(image)).isEqualTo("image-" + image);
            assertThat(plan.image(record, new Corruptor(0)).pixels()[0])
                    .as("neither corrupted again nor mixed up")
                    .isEqualTo((byte) (10 * condition + image));
        }
    }

    @Test
    void of_limitAndNoise_countEachImageOnce() {
        PublishPlan plan =
                PublishPlan.of(
                        new ThreeImages(),
                        PublishConfiguration.builder("unused:1", "run", CLEAN)
                                .limit(2)
                                .passes(3)
                                .labelNoise(new LabelNoise(LabelNoise.Kind.SYMMETRIC, 1, 0))
                                .build());

        assertThat(plan.images().size()).isEqualTo(2);
        assertThat(plan.size()).isEqualTo(12);
        assertThat(plan.flipped()).isEqualTo(2);
        assertThat(plan.imageOf(9)).isEqualTo(plan.imageOf(1));
        assertThat(plan.conditionOf(9)).isEqualTo(plan.conditionOf(1));
    }

    @Test
    void of_corruptionsOfACorruptedSet_areRefused() {
        PublishConfiguration configuration =
                PublishConfiguration.builder(
                                "unused:1",
                                "run",
                                ConditionGrid.parse("snow", "1", CleanImages.EXCLUDED))
                        .build();

        assertThatThrownBy(() -> PublishPlan.of(new ThreeImages(), configuration))
                .hasMessage("Cannot corrupt three-c: its images are corrupted already.");
    }

    /** Image {@code i} under condition {@code c} has the value {@code 10 c + i}. */
    private static final class ThreeImages implements CorruptedDataset {

        @Override
        public List<Condition> conditions() {
            return List.of(new Condition("snow", 3), new Condition("fog", 5));
        }

        @Override
        public String name() {
            return "three-c";
        }

        @Override
        public List<String> classes() {
            return List.of("a", "b", "c");
        }

        @Override
        public int height() {
            return 1;
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int channels() {
            return 3;
        }

        @Override
        public int size() {
            return 6;
        }

        @Override
        public String imageId(int index) {
            return "image-" + index % 3;
        }

        @Override
        public int label(int index) {
            return index % 3;
        }

        @Override
        public Image image(int index) {
            byte value = (byte) (index / 3 * 10 + index % 3);
            return new Image(1, 1, 3, new byte[] {value, value, value});
        }
    }
}
