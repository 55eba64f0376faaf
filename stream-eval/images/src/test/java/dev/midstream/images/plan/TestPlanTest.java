package dev.midstream.images.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.Subset;
import dev.midstream.images.label.LabelNoise;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestPlanTest {

    private static final ConditionGrid CLEAN =
            ConditionGrid.parse("none", "1", CleanImages.INCLUDED);

    @Test
    void of_corruptedSet_sendsEachImageUnderItsOwnConditions() {
        TestPlan plan = TestSelection.all(CLEAN, 0).in(ImageOrder.LISTED).of(new ThreeImages());

        assertThat(plan.size()).isEqualTo(6);
        assertThat(plan.population()).isEqualTo(3);
        assertThat(plan.conditions())
                .containsExactly(new Condition("snow", 3), new Condition("fog", 5));
        for (int record = 0; record < 6; record++) {
            int image = record % 3;
            int condition = record / 3;
            assertThat(plan.imageOf(record)).isEqualTo(image);
            assertThat(plan.conditionOf(record)).isEqualTo(condition);
            assertThat(plan.images().imageId(image)).isEqualTo("image-" + image);
            assertThat(plan.image(record).pixels()[0])
                    .as("neither corrupted again nor mixed up")
                    .isEqualTo((byte) (10 * condition + image));
        }
    }

    @Test
    void of_limitAndNoise_countEachImageOnce() {
        TestPlan plan =
                TestSelection.all(CLEAN, 0)
                        .limitedTo(2)
                        .with(new LabelNoise(LabelNoise.Kind.SYMMETRIC, 1, 0))
                        .of(new ThreeImages());

        assertThat(plan.images().size()).isEqualTo(2);
        assertThat(plan.size()).isEqualTo(4);
        assertThat(plan.flipped()).isEqualTo(2);
        assertThat(plan.imageOf(5)).isEqualTo(plan.imageOf(1));
        assertThat(plan.conditionOf(5)).isEqualTo(plan.conditionOf(1));
    }

    @Test
    void of_corruptionsOfACorruptedSet_areRefused() {
        TestSelection snow =
                TestSelection.all(ConditionGrid.parse("snow", "1", CleanImages.EXCLUDED), 0);

        assertThatThrownBy(() -> snow.of(new ThreeImages()))
                .hasMessage("Cannot corrupt three-c: its images are corrupted already.");
    }

    @Test
    void pixels_ofAnyOrder_areThoseOfTheItems() {
        TestPlan plan = TestSelection.all(CLEAN, 3).in(ImageOrder.SHUFFLED).of(new ThreeImages());
        Condition fog = new Condition("fog", 5);

        List<Integer> items = plan.items().under(1);
        byte[] pixels = plan.pixels(items);

        assertThat(items).hasSize(3);
        assertThat(pixels).hasSize(9);
        for (int i = 0; i < 3; i++) {
            int item = items.get(i);
            assertThat(plan.conditions().get(plan.conditionOf(item))).isEqualTo(fog);
            assertThat(pixels[3 * i]).isEqualTo(plan.image(item).pixels()[0]);
        }
    }

    @Test
    void of_limitInListedOrder_areTheSameImagesInTheOrderOfTheData() {
        TestSelection two = TestSelection.all(CLEAN, 0).limitedTo(2);
        List<String> shuffled = ids(two.of(new ThreeImages()));

        List<String> listed = ids(two.in(ImageOrder.LISTED).of(new ThreeImages()));

        assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(shuffled);
    }

    private static List<String> ids(TestPlan plan) {
        return IntStream.range(0, plan.images().size()).mapToObj(plan.images()::imageId).toList();
    }

    @Test
    void remarks_otherSizeAndFrost_areNamed() {
        ConditionGrid grid = ConditionGrid.parse("frost", "1", CleanImages.INCLUDED);
        Subset images = Subset.leading(new ThreeImages(), 3);

        assertThat(TestSelection.all(grid, 0).of(images).remarks())
                .containsExactly(
                        "Corruptions take the parameters of 32 pixels, scaled to 1 x 1: they follow"
                                + " no published data set.",
                        "Frost: procedural frost.");
        assertThat(TestSelection.all(CLEAN, 0).of(images).remarks()).isEmpty();
        assertThat(TestSelection.all(CLEAN, 0).of(new ThreeImages()).remarks()).isEmpty();
    }

    @Test
    void options_sameForEveryTool_meanTheSame() throws Exception {
        SelectionOptions options = options("cifar10", Optional.of("snow,fog"), 0.25);

        TestSelection selection = options.selection();

        assertThat(selection.conditions())
                .isEqualTo(ConditionGrid.parse("snow,fog", "1,3", CleanImages.INCLUDED));
        assertThat(selection.noise()).contains(new LabelNoise(LabelNoise.Kind.UNIFORM, 0.25, 7));
        assertThat(selection.limit()).hasValue(10);
        assertThat(selection.seed()).isEqualTo(7);
        assertThat(options("cifar10", Optional.empty(), 0).selection().noise()).isEmpty();
        assertThat(options("cifar10", Optional.empty(), 0).selection().conditions().conditions())
                .hasSize(1 + 19 * 2);
    }

    @Test
    void options_setThatIsCorruptedAlready_keepsItsOwnConditions() throws Exception {
        assertThat(options("corrupted-npy", Optional.empty(), 0).selection().conditions())
                .isEqualTo(CLEAN);
        assertThat(options("corrupted-npy", Optional.of("none"), 0).selection().conditions())
                .isEqualTo(CLEAN);
        assertThat(options("corrupted-npy", Optional.of("snow"), 0).selection().conditions())
                .isEqualTo(CLEAN);
    }

    private static SelectionOptions options(
            String dataset, Optional<String> corruptions, double noise) {
        return new SelectionOptions(
                new SplitOptions(dataset, "test"),
                new ConditionOptions(corruptions, "1,3", CleanImages.INCLUDED, Optional.empty()),
                new NoiseOptions(noise, "uniform"),
                OptionalInt.of(10),
                ImageOrder.LISTED,
                Design.EVERY_CONDITION,
                7);
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
