package dev.midstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CifarResNetTest {
    private static final ImageShape CIFAR = new ImageShape(32, 32, 3);

    @Test
    void layout_cresnet20_hasTheReferenceCounts() {
        ParameterLayout layout = ParameterLayout.of(new CifarResNet(20, 16, 10), CIFAR);
        assertThat(layout.length()).isEqualTo(272_464);
        assertThat(layout.convolutionLength()).isEqualTo(270_896);
        assertThat(layout.modules()).hasSize(43);
        assertThat(layout.batchNorms()).hasSize(21);
    }

    /**
     * Counted by hand: 9 w (3 + 6 n ...) for the stages, 2 shortcuts, the head, the batch norms.
     */
    @ParameterizedTest
    @CsvSource({"8,16", "14,16", "32,8", "44,16", "56,32"})
    void layout_anyDepthAndWidth_hasTheFamilysCount(int depth, int width) {
        int n = (depth - 2) / 6;
        int w = width;
        int first = 27 * w + 2 * n * 9 * w * w;
        int second = 9 * w * 2 * w + (2 * n - 1) * 9 * 4 * w * w + 2 * w * w;
        int third = 9 * 2 * w * 4 * w + (2 * n - 1) * 9 * 16 * w * w + 8 * w * w;
        int head = 4 * w * 7;
        int batchNorms = 2 * (w * (1 + 2 * n) + 2 * w * (2 * n + 1) + 4 * w * (2 * n + 1));
        assertThat(ParameterLayout.of(new CifarResNet(depth, width, 7), CIFAR).length())
                .isEqualTo(first + second + third + head + batchNorms);
    }

    @Test
    void layout_offsets_areContiguousWithConvolutionsFirst() {
        ParameterLayout layout = ParameterLayout.of(new CifarResNet(14, 4, 3), CIFAR);
        int end = 0;
        boolean batchNormSeen = false;
        for (int i = 0; i < layout.modules().size(); i++) {
            Parameters module = layout.modules().get(i);
            assertThat(layout.offset(i)).isEqualTo(end);
            assertThat(layout.index(module.module())).isEqualTo(i);
            end += module.length();
            batchNormSeen |= module instanceof Parameters.BatchNorm;
            assertThat(batchNormSeen).isEqualTo(end > layout.convolutionLength());
        }
        assertThat(end).isEqualTo(layout.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 2, 9, 18})
    void construct_depthNotOfTheFamily_isRefused(int depth) {
        assertThatThrownBy(() -> new CifarResNet(depth, 16, 10))
                .hasMessage(
                        "Invalid depth of a cresnet: "
                                + depth
                                + ". Use 6n + 2, for instance 8, 14, 20, 32, 44 or 56.");
    }
}
