package dev.midstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.random.Seed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final int COUNT = 100;
    private static final int BATCH = 8;

    private static BatchSource pass(ImageDataset images, long seed) {
        LabelNoise clean = new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0, 1);
        return new BatchSource(
                LabelledImages.of(images, clean, COUNT, 5),
                COUNT,
                BATCH,
                new PaddedCrop(1),
                new Seed(seed),
                BatchSource.Form.PIXELS);
    }

    @Test
    void next_imagesOnDisk_areThoseOfImagesInMemory() {
        BatchSource held = pass(new ColourImages(COUNT), 1);
        BatchSource read = pass(new ImagesOnDisk(-1), 1);
        while (held.hasNext()) {
            Batch expected = held.next();
            Batch found = read.next();
            assertThat(found.pixels()).isEqualTo(expected.pixels());
            assertThat(found.labels()).isEqualTo(expected.labels());
        }
        assertThat(read.hasNext()).isFalse();
    }

    @Test
    void skip_imagesOnDisk_givesTheBatchesAfterThem() {
        BatchSource whole = pass(new ImagesOnDisk(-1), 2);
        BatchSource skipping = pass(new ImagesOnDisk(-1), 2);
        skipping.skip(3);
        for (int i = 0; i < 3; i++) {
            whole.next();
        }
        assertThat(skipping.next().pixels()).isEqualTo(whole.next().pixels());
        assertThatThrownBy(() -> skipping.skip(1))
                .hasMessage("Cannot skip batches after others were taken");
    }

    /** So that memory does not grow with the set, however slow the trainer is. */
    @Test
    void next_slowConsumer_isNeverMoreThanTwoBatchesAhead() {
        ImagesOnDisk images = new ImagesOnDisk(-1);
        BatchSource source = pass(images, 1);
        assertThat(images.reads).hasValue(0);
        for (int taken = 1; source.hasNext(); taken++) {
            assertThat(source.next().size()).isPositive();
            assertThat(images.reads.get())
                    .isBetween(Math.min(COUNT, taken * BATCH), (taken + Prefetch.AHEAD) * BATCH);
        }
        assertThat(images.reads).hasValue(COUNT);
    }

    @Test
    void next_damagedImage_saysWhich() {
        BatchSource source = pass(new ImagesOnDisk(17), 1);
        assertThatThrownBy(
                        () -> {
                            while (source.hasNext()) {
                                assertThat(source.next()).isNotNull();
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read image 17");
    }

    /** Images that are made whenever they are asked for, which is counted. */
    private static final class ImagesOnDisk implements ImageDataset {
        private final ColourImages colours = new ColourImages(COUNT);
        private final AtomicInteger reads = new AtomicInteger();
        private final int damaged;

        ImagesOnDisk(int damaged) {
            this.damaged = damaged;
        }

        @Override
        public boolean inMemory() {
            return false;
        }

        @Override
        public Image image(int index) {
            reads.incrementAndGet();
            if (index == damaged) {
                throw new IllegalArgumentException("Cannot read image " + index);
            }
            return colours.image(index);
        }

        @Override
        public String name() {
            return colours.name();
        }

        @Override
        public List<String> classes() {
            return colours.classes();
        }

        @Override
        public int height() {
            return colours.height();
        }

        @Override
        public int width() {
            return colours.width();
        }

        @Override
        public int channels() {
            return colours.channels();
        }

        @Override
        public int size() {
            return colours.size();
        }

        @Override
        public String imageId(int index) {
            return colours.imageId(index);
        }

        @Override
        public int label(int index) {
            return colours.label(index);
        }
    }
}
