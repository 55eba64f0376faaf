package dev.midstream.images.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemOrderTest {
    private static final List<Condition> GRID =
            ConditionGrid.parse("snow,fog,contrast", "1-3", CleanImages.INCLUDED).conditions();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 64, 100})
    void blocks_anyNumberOfImages_areEachPairOnce(int images) {
        ItemOrder order = new ConditionBlocks(images, 7);

        Set<List<Integer>> pairs = new HashSet<>();
        for (int item = 0; item < order.size(); item++) {
            int image = order.imageOf(item);
            int condition = order.conditionOf(item);
            pairs.add(List.of(image, condition));
            assertThat(order.itemOf(image, condition)).hasValue(item);
            assertThat(order.under(condition)).contains(item);
        }
        assertThat(pairs).hasSize(7 * images);
        assertThat(pairs).allMatch(pair -> pair.get(0) < images && pair.get(1) < 7);
    }

    @Test
    void blocks_atAnyMoment_fillCellsWithinABlock() {
        ItemOrder order = new ConditionBlocks(100, 7);
        int[] counts = new int[7];
        int changes = 0;
        for (int item = 0; item < order.size(); item++) {
            counts[order.conditionOf(item)]++;
            changes += item > 0 && order.conditionOf(item) != order.conditionOf(item - 1) ? 1 : 0;
            assertThat(spread(counts)).isLessThanOrEqualTo(ConditionBlocks.BLOCK_IMAGES);
        }
        assertThat(changes).as("runs of one cell, but the first").isEqualTo(4 * 7 - 1);
    }

    @Test
    void drawn_manyImages_haveTheShareOfCleanOnesAndEvenCells() {
        int images = 20_000;
        ItemOrder order = drawn(GRID, 0.25, images, 3);

        int[] counts = new int[GRID.size()];
        for (int item = 0; item < images; item++) {
            assertThat(order.imageOf(item)).isEqualTo(item);
            counts[order.conditionOf(item)]++;
        }
        // Five standard deviations of binomial counts.
        assertThat(counts[0]).isBetween(5_000 - 306, 5_000 + 306);
        for (int i = 1; i < counts.length; i++) {
            assertThat(counts[i]).isBetween(1_667 - 196, 1_667 + 196);
            assertThat(order.under(i)).hasSize(counts[i]).isSorted();
        }
        assertThat(order.itemOf(5, order.conditionOf(5))).hasValue(5);
        assertThat(order.itemOf(5, (order.conditionOf(5) + 1) % GRID.size())).isEmpty();
    }

    @Test
    void drawn_sameSeedAndImages_areTheSameWhateverTheOrder() {
        InMemoryImages images = images(200);
        TestSelection one = selection(GRID).with(new Design.OneCondition(0.1));
        TestPlan listed = one.in(ImageOrder.LISTED).of(images);
        TestPlan shuffled = one.in(ImageOrder.SHUFFLED).of(images);

        for (int item = 0; item < 200; item++) {
            int source = shuffled.images().sourceIndex(shuffled.imageOf(item));
            assertThat(shuffled.conditionOf(item)).isEqualTo(listed.conditionOf(source));
        }
        assertThat(listed.size()).isEqualTo(200);
        assertThat(listed.items().design()).isEqualTo(new Design.OneCondition(0.1));
    }

    @Test
    void drawn_noCleanImages_leavesTheShareOut() {
        List<Condition> corrupted = GRID.subList(1, GRID.size());
        ItemOrder order = drawn(corrupted, 0.9, 9_000, 0);

        for (int i = 0; i < corrupted.size(); i++) {
            assertThat(order.under(i)).hasSizeBetween(1_000 - 149, 1_000 + 149);
        }
        assertThat(drawn(List.of(Condition.CLEAN), 0.1, 10, 0).under(0)).hasSize(10);
    }

    private static int spread(int[] counts) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int count : counts) {
            least = Math.min(least, count);
            most = Math.max(most, count);
        }
        return most - least;
    }

    private static ItemOrder drawn(
            List<Condition> conditions, double cleanShare, int images, long seed) {
        return DrawnConditions.of(
                images(images), conditions, new Design.OneCondition(cleanShare), seed);
    }

    private static InMemoryImages images(int count) {
        return new InMemoryImages(
                "test",
                List.of("a"),
                1,
                1,
                new byte[count][3],
                new int[count],
                InMemoryImages.numbered(Split.TEST));
    }

    private static TestSelection selection(List<Condition> conditions) {
        return TestSelection.all(new ConditionGrid(conditions), 7);
    }
}
