package dev.midstream.images.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CentreCropTest {

    /** Hashes of what Pillow 9.4.0 gives for {@code resize(..., BILINEAR)} and {@code crop}. */
    @ParameterizedTest
    @CsvSource({
        "400, 300, 2baf5b89c37b90b426f8e5878aeca712d3f50c30621e5aa91ab6d891e0293d03",
        "301, 517, 1cad04bdb49ddaedb3e2bae68aaa64d4942804ab770cb8de0e2b36d4a174145c",
        "50, 40, 6400e4add756824b75a50d471cf3dc12a325035510a2d5e6213c758677d8d6bf",
        "256, 256, dc32f2313e747420993951d4277e4c693a45b8ec347484e70c658e414513f32a",
        "1000, 333, 03185ec74a46c9e97c12ce6e26dae53d11635d3fd95e49dbf5e66b435914a1fb"
    })
    void apply_anySize_equalsPillowToTheByte(int width, int height, String hash) throws Exception {
        Image result = new CentreCrop(256, 224).apply(pattern(width, height));

        assertThat(result.height()).isEqualTo(224);
        assertThat(result.width()).isEqualTo(224);
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(result.pixels())))
                .isEqualTo(hash);
    }

    private static Image pattern(int width, int height) {
        byte[] pixels = new byte[height * width * 3];
        int next = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[next++] = (byte) (x * 37 + y * 5 + c * 91 + x * y * 13);
                }
            }
        }
        return new Image(height, width, 3, pixels);
    }
}
