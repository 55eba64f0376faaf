package dev.midstream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.engine.BatchPositions.Layout;
import dev.midstream.engine.BatchPositions.Logits;
import org.junit.jupiter.api.Test;

final class BatchPositionsTest {
    @Test
    void find_allPositionsAlike_usesThemAll() throws Exception {
        Layout layout = BatchPositions.find((batch, images) -> answers(batch, images, 0), 4, 3);
        assertThat(layout.runSize()).isEqualTo(4);
        assertThat(layout.positions()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void find_lastPositionsDiffer_makesRoomForPadding() throws Exception {
        Layout layout = BatchPositions.find((batch, images) -> answers(batch, images, 2), 4, 3);
        assertThat(layout.runSize()).isEqualTo(6);
        assertThat(layout.positions()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void find_noTwoPositionsAlike_usesOne() throws Exception {
        Layout layout =
                BatchPositions.find(
                        (batch, images) -> {
                            float[] values = new float[images];
                            for (int i = 0; i < images; i++) {
                                values[i] = i;
                            }
                            return new Logits(values, 1, 1);
                        },
                        4,
                        3);
        assertThat(layout.positions()).hasSize(1);
    }

    /** One logit an image, the sum of its bytes; the last images' are off by one. */
    private static Logits answers(byte[] batch, int images, int different) {
        int imageBytes = batch.length / images;
        float[] values = new float[images];
        for (int i = 0; i < batch.length; i++) {
            values[i / imageBytes] += batch[i];
        }
        for (int i = images - different; i < images; i++) {
            values[i]++;
        }
        return new Logits(values, 1, 1);
    }
}
