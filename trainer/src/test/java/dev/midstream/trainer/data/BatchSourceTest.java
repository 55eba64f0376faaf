package dev.midstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
    private static final LabelNoise CLEAN = new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0, 1);

    private static LabelledImages images(int count, LabelNoise noise, int limit) {
        return LabelledImages.of(new ColourImages(count), noise, limit, 5);
    }

    private static BatchSource pass(LabelledImages images, int limit, long seed) {
        return new BatchSource(
                images, limit, 8, new PaddedCrop(0), new Seed(seed), BatchSource.Form.PIXELS);
    }

    private static List<Integer> colours(BatchSource source) {
        List<Integer> colours = new ArrayList<>();
        while (source.hasNext()) {
            Batch batch = source.next();
            for (int i = 0; i < batch.size(); i++) {
                int colour = batch.pixels()[48 * i];
                assertThat(batch.labels()[i]).isEqualTo((colour - 1) % 3);
                colours.add(colour);
            }
        }
        return colours;
    }

    @Test
    void next_untilTheEnd_givesEveryImageOnceWithItsLabel() {
        List<Integer> colours = colours(pass(images(30, CLEAN, 30), 30, 1));
        assertThat(colours).hasSize(30).doesNotHaveDuplicates().isNotEqualTo(sorted(colours));
    }

    private static List<Integer> sorted(List<Integer> values) {
        return values.stream().sorted().toList();
    }

    @Test
    void next_otherSeed_givesAnotherOrder() {
        LabelledImages images = images(30, CLEAN, 30);
        assertThat(colours(pass(images, 30, 1)))
                .isEqualTo(colours(pass(images, 30, 1)))
                .isNotEqualTo(colours(pass(images, 30, 2)));
    }

    @Test
    void next_lastBatch_isShort() {
        BatchSource source = pass(images(30, CLEAN, 30), 30, 1);
        List<Integer> sizes = new ArrayList<>();
        while (source.hasNext()) {
            sizes.add(source.next().size());
        }
        assertThat(sizes).containsExactly(8, 8, 8, 6);
    }

    /** What a run that goes on in the middle of an epoch relies on. */
    @Test
    void skip_someBatches_givesTheSameBatchesAfterThem() {
        LabelledImages images = images(30, CLEAN, 30);
        BatchSource whole = pass(images, 30, 1);
        BatchSource skipping = pass(images, 30, 1);
        whole.next();
        whole.next();
        skipping.skip(2);
        while (whole.hasNext()) {
            Batch expected = whole.next();
            Batch found = skipping.next();
            assertThat(found.pixels()).isEqualTo(expected.pixels());
            assertThat(found.labels()).isEqualTo(expected.labels());
        }
        assertThat(skipping.hasNext()).isFalse();
        skipping.skip(1);
        assertThat(skipping.hasNext()).isFalse();
    }

    @Test
    void next_limited_givesOnlySoMany() {
        assertThat(colours(pass(images(30, CLEAN, 30), 11, 1))).hasSize(11);
        assertThat(colours(pass(images(30, CLEAN, 7), 11, 1))).hasSize(7);
    }

    @Test
    void labels_limitedSplit_keepTheNoiseOfTheWholeSplit() {
        LabelNoise noise = new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0.5, 3);
        LabelledImages all = images(100, noise, 100);
        LabelledImages some = images(100, noise, 19);
        LabelledImages clean = some.withoutNoise();
        long flipped = IntStream.range(0, 19).filter(i -> some.label(i) != clean.label(i)).count();
        assertThat(all.flipRate()).isEqualTo(0.5);
        assertThat(some.flipRate()).isEqualTo(flipped / 19.0).isNotEqualTo(0.5);
        assertThat(clean.flipRate()).isZero();
        for (int i = 0; i < 19; i++) {
            assertThat(some.label(i)).isEqualTo(all.label(i));
        }
    }
}
