package dev.midstream.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.batch.BatchPositions.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchPositionsTest {
    @Test
    void find_allPositionsAlike_usesThemAllAndHalvesThemDownToOne() throws Exception {
        List<Layout> layouts =
                BatchPositions.find((batch, images) -> answers(batch, images, 0), 4, 3);
        assertThat(layouts).extracting(Layout::runSize).containsExactly(4, 2, 1);
        assertThat(layouts.get(0).positions()).containsExactly(0, 1, 2, 3);
        assertThat(layouts.get(1).positions()).containsExactly(0, 1);
        assertThat(layouts.get(2).positions()).containsExactly(0);
    }

    @Test
    void find_lastPositionsDiffer_makesRoomForPadding() throws Exception {
        List<Layout> layouts =
                BatchPositions.find((batch, images) -> answers(batch, images, 2), 4, 3);
        assertThat(layouts).extracting(Layout::runSize).containsExactly(6, 4, 3);
        assertThat(layouts.get(0).positions()).containsExactly(0, 1, 2, 3);
        assertThat(layouts.get(2).positions()).containsExactly(0);
    }

    @Test
    void find_shortRunsRoundInAnotherWay_usesNone() throws Exception {
        List<Layout> layouts =
                BatchPositions.find(
                        (batch, images) -> answers(batch, images, images < 4 ? images : 0), 8, 3);
        assertThat(layouts).extracting(Layout::runSize).containsExactly(8, 4);
    }

    @Test
    void find_noTwoPositionsAlike_usesOne() throws Exception {
        List<Layout> layouts =
                BatchPositions.find(
                        (batch, images) -> {
                            float[] values = new float[images];
                            for (int i = 0; i < images; i++) {
                                values[i] = i;
                            }
                            return new Answers(values, 1, 1);
                        },
                        4,
                        3);
        assertThat(layouts).hasSize(1);
        assertThat(layouts.get(0).positions()).hasSize(1);
    }

    /** One logit an image, the sum of its bytes; the last images' are off by one. */
    private static Answers answers(byte[] batch, int images, int different) {
        int imageBytes = batch.length / images;
        float[] values = new float[images];
        for (int i = 0; i < batch.length; i++) {
            values[i / imageBytes] += batch[i];
        }
        for (int i = Math.max(0, images - different); i < images; i++) {
            values[i]++;
        }
        return new Answers(values, 1, 1);
    }
}
