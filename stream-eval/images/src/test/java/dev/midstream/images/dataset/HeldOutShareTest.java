package dev.midstream.images.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutShareTest {

    @ParameterizedTest
    @CsvSource({"0, 50000, 0", "0.1, 50000, 5000", "0.1, 14, 1", "0.5, 3, 2", "0.999, 10, 10"})
    void images_share_isRoundedToWholeImages(double share, int all, int expected) {
        assertThat(new HeldOutShare(share).images(all)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void constructor_shareOutOfRange_isRefused(double share) {
        assertThatThrownBy(() -> new HeldOutShare(share))
                .hasMessage("Invalid share held out: " + share + ". Use a number from 0, below 1.");
    }

    @Test
    void none_anyNumber_holdsNothingOut() {
        assertThat(HeldOutShare.NONE.images(1000)).isZero();
    }
}
