package dev.midstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DisagreementTest {
    @Test
    void figures_twoImages_byHand() {
        Disagreement disagreement = new Disagreement();
        disagreement.add(new double[] {0.7, 0.2, 0.1}, new double[] {0.5, 0.3, 0.2});
        disagreement.add(new double[] {0.6, 0.4, 0}, new double[] {0.1, 0.8, 0.1});

        assertThat(disagreement.count()).isEqualTo(2);
        assertThat(disagreement.rate().orElseThrow()).isEqualTo(0.5);
        // (0.2 + 0.1 + 0.1) / 2 and (0.5 + 0.4 + 0.1) / 2.
        assertThat(disagreement.totalVariation().orElseThrow()).isCloseTo(0.35, within(1e-7));
    }

    @Test
    void figures_disjointProbabilities_areOne() {
        Disagreement disagreement = new Disagreement();
        disagreement.add(new double[] {1, 0}, new double[] {0, 1});

        assertThat(disagreement.rate().orElseThrow()).isEqualTo(1);
        assertThat(disagreement.totalVariation().orElseThrow()).isEqualTo(1);
    }

    @Test
    void addAll_parts_equalTheWhole() {
        Disagreement one = new Disagreement();
        one.add(new double[] {1, 0}, new double[] {0.5, 0.5});
        Disagreement two = new Disagreement();
        two.add(new double[] {0.25, 0.75}, new double[] {1, 0});
        one.addAll(two);

        assertThat(one.count()).isEqualTo(2);
        assertThat(one.rate().orElseThrow()).isEqualTo(0.5);
        assertThat(one.totalVariation().orElseThrow()).isEqualTo(0.625);
    }

    @Test
    void figures_noImage_areEmpty() {
        assertThat(new Disagreement().rate()).isEmpty();
        assertThat(new Disagreement().totalVariation()).isEmpty();
    }
}
