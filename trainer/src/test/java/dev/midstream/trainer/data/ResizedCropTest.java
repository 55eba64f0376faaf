package dev.midstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.images.Image;
import dev.midstream.trainer.network.ImageShape;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResizedCropTest {
    private static final int DRAWS = 20_000;

    /**
     * On a square image a rectangle is refused only if one of its sides is longer than the image's,
     * so that areas below 3/4 of the image are never refused and stay uniform.
     */
    @Test
    void region_squareImage_hasUniformAreasAndLogUniformRatios() {
        SplittableRandom random = new SplittableRandom(1);
        int small = 0;
        int middle = 0;
        double ratios = 0;
        for (int i = 0; i < DRAWS; i++) {
            ResizedCrop.Region region = ResizedCrop.region(1000, 1000, random);
            assertThat(region.top()).isBetween(0, 1000 - region.height());
            assertThat(region.left()).isBetween(0, 1000 - region.width());
            double area = region.height() * (double) region.width() / 1e6;
            double ratio = (double) region.width() / region.height();
            assertThat(area).isBetween(0.079, 1.0);
            assertThat(ratio).isBetween(0.745, 1.343);
            small += area < 0.415 ? 1 : 0;
            middle += area >= 0.415 && area < 0.75 ? 1 : 0;
            ratios += Math.log(ratio);
        }
        // Both intervals are 0.335 long; five standard deviations of a binomial count.
        assertThat((double) small).isCloseTo(middle, within(5 * Math.sqrt(0.7 * DRAWS)));
        assertThat(ratios / DRAWS).isCloseTo(0, within(0.01));
    }

    /** No rectangle of the least area fits, so the largest allowed one in the middle is taken. */
    @Test
    void region_longImage_isTheCentre() {
        SplittableRandom random = new SplittableRandom(2);
        assertThat(ResizedCrop.region(10, 1000, random))
                .isEqualTo(new ResizedCrop.Region(0, 493, 10, 13));
        assertThat(ResizedCrop.region(1000, 9, random))
                .isEqualTo(new ResizedCrop.Region(494, 0, 12, 9));
    }

    @Test
    void apply_imageOfOneColour_staysOfOneColour() {
        byte[] pixels = new byte[37 * 53 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 3 == 0 ? 200 : i % 3);
        }
        byte[] target = new byte[16 * 16 * 3 + 5];
        new ResizedCrop(16).apply(new Image(37, 53, 3, pixels), target, 5, new SplittableRandom(3));
        for (int i = 0; i < 16 * 16 * 3; i++) {
            assertThat(target[5 + i]).isEqualTo((byte) (i % 3 == 0 ? 200 : i % 3));
        }
    }

    /** A ramp along the columns stays one, rising or, mirrored, falling. */
    @Test
    void apply_ramp_isCutAndMirroredHalfOfTheTime() {
        byte[] pixels = new byte[64 * 64 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (4 * (i / 3 % 64));
        }
        Image ramp = new Image(64, 64, 3, pixels);
        SplittableRandom random = new SplittableRandom(4);
        Set<Integer> firsts = new HashSet<>();
        int rising = 0;
        for (int i = 0; i < 400; i++) {
            byte[] target = new byte[8 * 8 * 3];
            new ResizedCrop(8).apply(ramp, target, 0, random);
            int first = target[0] & 0xff;
            int last = target[7 * 3] & 0xff;
            assertThat(first).isNotEqualTo(last);
            rising += first < last ? 1 : 0;
            firsts.add(Math.min(first, last));
        }
        assertThat(rising).isBetween(150, 250);
        assertThat(firsts).hasSizeGreaterThan(20);
    }

    @Test
    void named_automatic_dependsOnTheSize() {
        assertThat(Augmentations.named("auto", new ImageShape(64, 64, 3)))
                .isEqualTo(new PaddedCrop(4));
        assertThat(Augmentations.named("auto", new ImageShape(224, 224, 3)))
                .isEqualTo(new ResizedCrop(224));
        assertThat(Augmentations.named("none", new ImageShape(224, 224, 3)))
                .isEqualTo(new Unchanged());
    }

    @Test
    void named_unknownOrUnfit_isRefused() {
        assertThatThrownBy(() -> Augmentations.named("cutmix", new ImageShape(8, 8, 3)))
                .hasMessage("Unknown augmentation: cutmix. Use auto, crop, resized-crop or none.");
        assertThatThrownBy(() -> Augmentations.named("resized-crop", new ImageShape(8, 9, 3)))
                .hasMessage(
                        "Invalid augmentation resized-crop: images of 9x8 pixels are not square."
                                + " Use crop.");
    }
}
