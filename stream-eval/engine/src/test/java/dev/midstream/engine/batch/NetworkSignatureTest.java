package dev.midstream.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkSignatureTest {
    @ParameterizedTest
    @CsvSource({
        "3,32,48,NCHW",
        "1,28,28,NCHW",
        "3,-1,-1,NCHW",
        "32,48,3,NHWC",
        "28,28,1,NHWC",
        "-1,-1,3,NHWC",
        "4,3,1,NHWC"
    })
    void layoutOf_oneDimensionOfOneOrThree_isThatOfTheChannels(
            long first, long second, long third, InputLayout layout) {
        assertThat(NetworkSignature.layoutOf(new long[] {-1, first, second, third}))
                .contains(layout);
    }

    @ParameterizedTest
    @CsvSource({"3,32,3", "1,2,1", "1,28,3", "32,3,32", "4,8,8", "-1,-1,-1"})
    void layoutOf_bothOrNeither_isOpen(long first, long second, long third) {
        assertThat(NetworkSignature.layoutOf(new long[] {3, first, second, third})).isEmpty();
    }

    @Test
    void of_layout_saysWhichDimensionIsWhich() {
        long[] dimensions = {4, 3, -1, -7};
        assertThat(of(dimensions, InputLayout.NCHW))
                .isEqualTo(signature(InputLayout.NCHW, -1, -1, 3));
        assertThat(of(dimensions, InputLayout.NHWC))
                .isEqualTo(signature(InputLayout.NHWC, 3, -1, -1));
    }

    private static NetworkSignature of(long[] dimensions, InputLayout layout) {
        return NetworkSignature.of("image", InputType.UINT8, dimensions, layout, "logits");
    }

    private static NetworkSignature signature(
            InputLayout layout, int height, int width, int channels) {
        return new NetworkSignature(
                "image", InputType.UINT8, layout, height, width, channels, "logits");
    }
}
