package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PointLogitsTest {
    @Test
    void mean_twoPointsTwoImages_averagesPerImageAndClass() {
        float[] logits = {1, 2, 3, 4, /* second point */ 3, 6, 5, 0};

        assertThat(PointLogits.mean(logits, 2, 2, 2)).containsExactly(2, 4, 4, 2);
    }

    @Test
    void mean_lengthThatDoesNotFit_rejected() {
        assertThatThrownBy(() -> PointLogits.mean(new float[7], 2, 2, 2))
                .hasMessage(
                        "Cannot average logits: 7 numbers are not [2 points, 2 images, 2"
                                + " classes].");
    }
}
