package dev.midstream.offline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunkImagesTest {
    private static final int IMAGES = 600;

    /** Images that are decoded from files whenever they are asked for. */
    private static final class Files implements ImageDataset {
        private final AtomicInteger decoded = new AtomicInteger();
        private final boolean inMemory;

        Files(boolean inMemory) {
            this.inMemory = inMemory;
        }

        @Override
        public String name() {
            return "files";
        }

        @Override
        public List<String> classes() {
            return List.of("a", "b");
        }

        @Override
        public int height() {
            return 4;
        }

        @Override
        public int width() {
            return 4;
        }

        @Override
        public int channels() {
            return 3;
        }

        @Override
        public int size() {
            return IMAGES;
        }

        @Override
        public String imageId(int index) {
            return "file-" + index;
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public boolean inMemory() {
            return inMemory;
        }

        @Override
        public Image image(int index) {
            decoded.incrementAndGet();
            byte[] pixels = new byte[48];
            Arrays.fill(pixels, (byte) index);
            return new Image(4, 4, 3, pixels);
        }
    }

    private static TestPlan plan(ImageDataset files) {
        ConditionGrid grid =
                ConditionGrid.parse("contrast,impulse_noise", "1,5", CleanImages.INCLUDED);
        return TestSelection.all(grid, 3).of(files);
    }

    @Test
    void of_imagesFromFiles_areDecodedOnceAndShownAsThePlanSays() {
        Files files = new Files(false);
        TestPlan plan = plan(files);
        ChunkImages images = new ChunkImages(plan);
        Set<Integer> shown = new HashSet<>();
        for (Chunk chunk : Evaluator.chunks(plan)) {
            byte[] pixels = images.of(chunk.items());
            shown.addAll(chunk.items());
            assertThat(pixels).isEqualTo(plan(new Files(false)).pixels(chunk.items()));
        }
        assertThat(shown).hasSize(5 * IMAGES);
        assertThat(files.decoded).hasValue(IMAGES);
    }

    @Test
    void chunks_imagesFromFiles_comeUnderAllConditionsBeforeOthers() {
        List<Chunk> chunks = Evaluator.chunks(plan(new Files(false)));
        assertThat(chunks).hasSize(15);
        assertThat(chunks.subList(0, 5)).extracting(Chunk::condition).doesNotHaveDuplicates();
        assertThat(Evaluator.chunks(plan(new Files(true))).subList(0, 3))
                .extracting(Chunk::condition)
                .containsOnly(chunks.get(0).condition());
    }
}
