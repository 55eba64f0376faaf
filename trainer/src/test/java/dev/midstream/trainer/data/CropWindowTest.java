package dev.midstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CropWindowTest {
    private static final int OFFSET = 5;
    private static final byte UNTOUCHED = 77;

    @Test
    void apply_windowBelowAndLeftOfTheImage_isBlackOutsideIt() {
        Image image = new Image(2, 3, 1, new byte[] {1, 2, 3, 4, 5, 6});
        byte[] target = new byte[6];

        new CropWindow(1, -1, false).apply(image, target, 0);

        assertThat(target).containsExactly(0, 4, 5, 0, 0, 0);
    }

    @Test
    void apply_mirrored_reversesColumnsButNotChannels() {
        Image image = new Image(1, 3, 2, new byte[] {1, 2, 3, 4, 5, 6});
        byte[] target = new byte[6];

        new CropWindow(0, 0, true).apply(image, target, 0);

        assertThat(target).containsExactly(5, 6, 3, 4, 1, 2);
    }

    @Property
    void apply_anyWindow_hasThePixelsOfTheFormula(
            @ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = -6, max = 6) int top,
            @ForAll @IntRange(min = -6, max = 6) int left,
            @ForAll boolean mirrored,
            @ForAll long seed) {
        byte[] pixels = new byte[height * width * channels];
        new Random(seed).nextBytes(pixels);
        Image image = new Image(height, width, channels, pixels);
        byte[] target = new byte[pixels.length + 2 * OFFSET];
        Arrays.fill(target, UNTOUCHED);

        new CropWindow(top, left, mirrored).apply(image, target, OFFSET);

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sourceY = y + top;
                int sourceX = (mirrored ? width - 1 - x : x) + left;
                boolean inside =
                        sourceY >= 0 && sourceY < height && sourceX >= 0 && sourceX < width;
                for (int c = 0; c < channels; c++) {
                    int expected = inside ? pixels[(sourceY * width + sourceX) * channels + c] : 0;
                    assertThat((int) target[OFFSET + (y * width + x) * channels + c])
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(Arrays.copyOf(target, OFFSET)).containsOnly(UNTOUCHED);
        assertThat(Arrays.copyOfRange(target, OFFSET + pixels.length, target.length))
                .containsOnly(UNTOUCHED);
    }
}
