package dev.midstream.publisher.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureFormatTest {

    @Test
    void encode_jpeg_halvesTheChroma() throws Exception {
        byte[] pixels = new byte[32 * 32 * 3];
        new Random(1).nextBytes(pixels);
        byte[] jpeg = PictureFormat.JPEG.encode(new Image(32, 32, 3, pixels));

        int frame = 0;
        while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        assertThat(jpeg[frame + 11]).as("sampling of luma").isEqualTo((byte) 0x22);
        assertThat(jpeg[frame + 14]).as("sampling of chroma").isEqualTo((byte) 0x11);
        int tables = 0;
        while (jpeg[tables] != (byte) 0xff || jpeg[tables + 1] != (byte) 0xdb) {
            tables++;
        }
        // libjpeg's luminance table at quality 85: (16, 11, 12, 14, ...) * 30 %, rounded.
        assertThat(jpeg[tables + 5]).isEqualTo((byte) 5);
        assertThat(jpeg[tables + 6]).isEqualTo((byte) 3);
        assertThat(jpeg[tables + 7]).isEqualTo((byte) 4);
    }
}
