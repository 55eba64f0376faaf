package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ModelInputTest {

    @Test
    void shown_oneChannel_isShownInThreeLikeColours() {
        ModelInput grey = new ModelInput(8, 8, 1, 10);
        ModelInput colour = new ModelInput(8, 8, 3, 10);

        assertThat(grey.shown()).isEqualTo(colour.shown()).isEqualTo(colour);
        assertThat(grey.shown().imageBytes()).isEqualTo(192);
        assertThat(new ModelInput(8, 8, 4, 10).shown().channels()).isEqualTo(4);
    }
}
