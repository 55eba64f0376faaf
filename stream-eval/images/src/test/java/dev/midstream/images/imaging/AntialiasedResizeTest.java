package dev.midstream.images.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import org.junit.jupiter.api.Test;

/** Against weights computed by hand; whole images are compared with Pillow in ResizingTest. */
class AntialiasedResizeTest {
    /** Grey pixels, in rows. */
    private static Image grey(int height, int width, int... values) {
        byte[] pixels = new byte[values.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i / 3];
        }
        return new Image(height, width, 3, pixels);
    }

    /**
     * Half the size: the triangle around 1.0 is four pixels wide and has the weights 3/4, 3/4 and
     * 1/4 of the first three pixels, so 3/7, 3/7 and 1/7.
     */
    @Test
    void of_halfTheWidth_weighsThreePixels() {
        Image row = grey(1, 4, 0, 70, 140, 210);
        assertThat(AntialiasedResize.of(row, ResizeAxis.of(0, 1, 1), ResizeAxis.of(0, 4, 2)))
                .isEqualTo(grey(1, 2, 50, 160));
    }

    /** Pixels outside the region do not count, however bright. */
    @Test
    void of_region_takesNothingFromOutside() {
        Image column = grey(6, 1, 255, 0, 70, 140, 210, 255);
        assertThat(AntialiasedResize.of(column, ResizeAxis.of(1, 4, 2), ResizeAxis.of(0, 1, 1)))
                .isEqualTo(grey(2, 1, 50, 160));
    }

    /** Twice the size: a quarter of the way between centres, and the edges as they are. */
    @Test
    void of_twiceTheWidth_interpolates() {
        Image row = grey(1, 2, 0, 100);
        assertThat(AntialiasedResize.of(row, ResizeAxis.of(0, 1, 1), ResizeAxis.of(0, 2, 4)))
                .isEqualTo(grey(1, 4, 0, 25, 75, 100));
    }

    @Test
    void of_sameSize_isTheSameImage() {
        Image image = grey(2, 3, 1, 2, 3, 250, 251, 252);
        assertThat(AntialiasedResize.of(image, ResizeAxis.of(0, 2, 2), ResizeAxis.of(0, 3, 3)))
                .isEqualTo(image);
    }

    @Test
    void axis_noPixels_isRefused() {
        assertThatThrownBy(() -> ResizeAxis.of(3, 0, 5))
                .hasMessage("Invalid resize of 0 pixels from 3 to 5");
    }
}
