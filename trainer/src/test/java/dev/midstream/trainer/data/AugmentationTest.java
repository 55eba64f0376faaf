package dev.midstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.trainer.network.ImageShape;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final ImageShape SHAPE = new ImageShape(3, 5, 2);

    private static final Image SOURCE = new Image(3, 5, 2, image());

    private static byte[] image() {
        byte[] pixels = new byte[SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i + 1);
        }
        return pixels;
    }

    /** One variant, straight from the definition. */
    private static byte[] variant(byte[] source, int top, int left, boolean mirrored) {
        byte[] target = new byte[source.length];
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 5; x++) {
                int fromY = y + top;
                int fromX = (mirrored ? 4 - x : x) + left;
                if (fromY >= 0 && fromY < 3 && fromX >= 0 && fromX < 5) {
                    for (int c = 0; c < 2; c++) {
                        target[(y * 5 + x) * 2 + c] = source[(fromY * 5 + fromX) * 2 + c];
                    }
                }
            }
        }
        return target;
    }

    @Test
    void apply_manyTimes_givesEveryCropAndItsMirrorEquallyOften() {
        byte[] source = image();
        Map<String, Integer> counts = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        int draws = 50_000;
        for (int i = 0; i < draws; i++) {
            byte[] target = new byte[SHAPE.size() + 3];
            new PaddedCrop(2).apply(SOURCE, target, 3, random);
            assertThat(target).startsWith(0, 0, 0);
            counts.merge(hex(target, 3), 1, Integer::sum);
        }
        assertThat(counts).hasSize(50);
        for (int top = -2; top <= 2; top++) {
            for (int left = -2; left <= 2; left++) {
                for (boolean mirrored : new boolean[] {false, true}) {
                    assertThat(counts.get(hex(variant(source, top, left, mirrored), 0)))
                            .isBetween(840, 1_160);
                }
            }
        }
    }

    @Test
    void apply_paddingWiderThanTheImage_canLeaveNothing() {
        SplittableRandom random = new SplittableRandom(1);
        boolean black = false;
        for (int i = 0; i < 200; i++) {
            byte[] target = new byte[SHAPE.size()];
            new PaddedCrop(7).apply(SOURCE, target, 0, random);
            black |= hex(target, 0).matches("0*");
        }
        assertThat(black).isTrue();
    }

    private static String hex(byte[] pixels, int offset) {
        StringBuilder text = new StringBuilder();
        for (int i = offset; i < pixels.length; i++) {
            text.append(String.format("%02x", pixels[i]));
        }
        return text.toString();
    }
}
