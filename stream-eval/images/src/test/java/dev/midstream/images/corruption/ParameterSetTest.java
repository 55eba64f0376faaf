package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterSetTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, PIXELS_32",
        "28, 28, PIXELS_32",
        "32, 32, PIXELS_32",
        "45, 45, PIXELS_32",
        "46, 46, PIXELS_64",
        "64, 64, PIXELS_64",
        "32, 128, PIXELS_64",
        "119, 119, PIXELS_64",
        "120, 120, PIXELS_224",
        "224, 224, PIXELS_224",
        "4000, 3000, PIXELS_224"
    })
    void forSize_anySize_isNearestByRatio(int height, int width, ParameterSet expected) {
        assertThat(ParameterSet.forSize(height, width)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "32, 32, 1",
        "64, 64, 1",
        "224, 224, 1",
        "28, 28, 0.875",
        "16, 64, 1",
        "300, 300, 1.3392857"
    })
    void factor_anySize_isTheRatioOfTheSides(int height, int width, double expected) {
        assertThat(ParameterSet.forSize(height, width).factor(height, width))
                .isCloseTo(expected, within(1e-7));
    }
}
