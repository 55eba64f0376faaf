package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.image.PixelEncoding;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CorruptedImagesTest {

    private static final ConditionGrid SNOW =
            ConditionGrid.parse("snow", "3", CleanImages.EXCLUDED);

    @Test
    void next_slowReader_holdsABoundedNumberInMemory() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        CountingImages images = new CountingImages(1000 * cores);
        TestPlan plan = TestSelection.all(SNOW, 0).in(ImageOrder.LISTED).of(images);
        Corruptor corruptor = new Corruptor(0);

        try (CorruptedImages corrupted =
                new CorruptedImages(plan, RecordOrder.all(plan, 1), PixelEncoding.RAW)) {
            for (int n = 0; n < 100; n++) {
                byte[] expected =
                        corruptor
                                .apply(
                                        CountingImages.picture(n),
                                        images.imageId(n),
                                        SNOW.conditions().get(0))
                                .pixels();

                assertThat(corrupted.next()).isEqualTo(expected);
                assertThat(images.taken.get())
                        .isLessThanOrEqualTo(
                                n
                                        + CorruptedImages.blockLength(images)
                                                * (cores * CorruptedImages.BLOCKS_PER_CORE + 1));
            }
        }
    }

    /** Counts how many images were asked for. */
    private static final class CountingImages implements ImageDataset {

        private final AtomicInteger taken = new AtomicInteger();
        private final int size;

        CountingImages(int size) {
            this.size = size;
        }

        static Image picture(int index) {
            byte[] pixels = new byte[32 * 32 * 3];
            pixels[index % pixels.length] = (byte) index;
            return new Image(32, 32, 3, pixels);
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<String> classes() {
            return List.of("a", "b");
        }

        @Override
        public int height() {
            return 32;
        }

        @Override
        public int width() {
            return 32;
        }

        @Override
        public int channels() {
            return 3;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public String imageId(int index) {
            return "image-" + index;
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public Image image(int index) {
            taken.incrementAndGet();
            return picture(index);
        }
    }
}
