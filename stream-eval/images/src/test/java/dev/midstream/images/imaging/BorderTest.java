package dev.midstream.images.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BorderTest {

    @ParameterizedTest
    @CsvSource({
        "EDGE, 3, 000012222",
        "MIRROR, 3, 121012101",
        "SYMMETRIC, 3, 210012210",
        "EDGE, 1, 0000000",
        "MIRROR, 1, 0000000",
        "SYMMETRIC, 1, 0000000",
        "MIRROR, 2, 10101010",
        "SYMMETRIC, 2, 11001100"
    })
    void index_threeBeyondEachSide_isThePixelShown(Border border, int size, String expected) {
        StringBuilder shown = new StringBuilder();
        IntStream.range(-3, size + 3).forEach(i -> shown.append(border.index(i, size)));

        assertThat(shown).hasToString(expected);
    }
}
