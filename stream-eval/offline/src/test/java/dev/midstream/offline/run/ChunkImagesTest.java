package dev.midstream.offline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkImagesTest {
    private static TestPlan plan(ImageDataset files) {
        ConditionGrid grid =
                ConditionGrid.parse("contrast,impulse_noise", "1,5", CleanImages.INCLUDED);
        return TestSelection.all(grid, 3).of(files);
    }

    @Test
    void of_imagesFromFiles_areDecodedOnceAndShownAsThePlanSays() {
        GrayImages files = GrayImages.ofFiles();
        TestPlan plan = plan(files);
        ChunkImages images = new ChunkImages(plan);
        Set<Integer> shown = new HashSet<>();
        for (Chunk chunk : Evaluator.chunks(plan)) {
            byte[] pixels = images.of(chunk.items());
            shown.addAll(chunk.items());
            assertThat(pixels).isEqualTo(plan(GrayImages.ofFiles()).pixels(chunk.items()));
        }
        assertThat(shown).hasSize(5 * GrayImages.COUNT);
        assertThat(files.decoded()).isEqualTo(GrayImages.COUNT);
    }

    @Test
    void chunks_imagesFromFiles_comeUnderAllConditionsBeforeOthers() {
        List<Chunk> chunks = Evaluator.chunks(plan(GrayImages.ofFiles()));
        assertThat(chunks).hasSize(15);
        assertThat(chunks.subList(0, 5)).extracting(Chunk::condition).doesNotHaveDuplicates();
        assertThat(Evaluator.chunks(plan(GrayImages.held())).subList(0, 3))
                .extracting(Chunk::condition)
                .containsOnly(chunks.get(0).condition());
    }
}
