package dev.midstream.trainer.reproduce.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsPageTest {
    @Test
    void anchor_ofAHeading_isThatOfGitHub() {
        assertThat(ResultsPage.anchor("Accuracy with 20 % label noise"))
                .isEqualTo("accuracy-with-20--label-noise");
        assertThat(ResultsPage.anchor("ECE: layer-wise (m = 2)")).isEqualTo("ece-layer-wise-m--2");
    }
}
