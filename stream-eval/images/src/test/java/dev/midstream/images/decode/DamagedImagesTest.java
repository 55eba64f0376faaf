package dev.midstream.images.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of every kind with random damage are read or refused in one line, whatever the damage. */
class DamagedImagesTest {

    private static final int DAMAGES = 60;

    static List<PillowFile> files() {
        return PillowFile.all().stream().filter(file -> !file.isRefused()).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void decode_damaged_isReadOrRefusedInOneLine(PillowFile file) throws Exception {
        byte[] whole = file.content();
        Random random = new Random(file.name().hashCode());
        for (int n = 0; n < DAMAGES; n++) {
            byte[] damaged = damaged(whole, random);
            try {
                Image image = ImageDecoder.decode(damaged, Channels.of(n % 2 == 0 ? 3 : 1));
                assertThat(image.pixels()).isNotEmpty();
            } catch (UndecodableImageException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
            }
        }
    }

    /**
     * Wherever a file ends, it is refused or, where only what follows the pixels is missing, read.
     */
    @ParameterizedTest
    @MethodSource("files")
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void decode_cutOff_isRefusedOrWhole(PillowFile file) throws IOException {
        byte[] whole = file.content();
        if (!file.name().endsWith(".png") && !file.name().endsWith(".jpg")) {
            return;
        }
        byte[] pixels = readOrEmpty(whole);
        int refused = 0;
        for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
            byte[] cut = readOrEmpty(Arrays.copyOf(whole, length));
            refused += cut.length == 0 ? 1 : 0;
            assertThat(cut.length == 0 || Arrays.equals(cut, pixels))
                    .as("%d bytes of %d", length, whole.length)
                    .isTrue();
        }
        assertThat(refused).isPositive();
    }

    private static byte[] readOrEmpty(byte[] content) {
        try {
            return ImageDecoder.decode(content, Channels.RGB).pixels();
        } catch (UndecodableImageException e) {
            return new byte[0];
        }
    }

    /** Changes up to eight bytes, mostly early ones, and cuts off the end now and then. */
    static byte[] damaged(byte[] whole, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
        byte[] result = Arrays.copyOf(whole, length);
        for (int changes = random.nextInt(9); changes > 0 && length > 0; changes--) {
            int range = random.nextBoolean() ? Math.min(length, 200) : length;
            result[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return result;
    }
}
