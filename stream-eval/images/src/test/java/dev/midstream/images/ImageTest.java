package dev.midstream.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageTest {

    @Test
    void equals_sameContent_isEqual() {
        Image image = new Image(1, 2, 3, new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(image)
                .isEqualTo(new Image(1, 2, 3, new byte[] {1, 2, 3, 4, 5, 6}))
                .hasSameHashCodeAs(new Image(1, 2, 3, new byte[] {1, 2, 3, 4, 5, 6}))
                .isNotEqualTo(new Image(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6}))
                .isNotEqualTo(new Image(1, 2, 3, new byte[] {1, 2, 3, 4, 5, 7}));
    }

    @Test
    void create_shapeOfAnotherLength_isRefused() {
        assertThatThrownBy(() -> new Image(2, 2, 3, new byte[11]))
                .hasMessage("Invalid image: shape 2x2x3 does not hold 11 bytes");
        assertThatThrownBy(() -> new Image(0, 2, 3, new byte[0]))
                .hasMessage("Invalid image shape: 0x2x3");
    }
}
