package dev.midstream.images.corruption.blur;

import static dev.midstream.images.corruption.TestImages.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.RecordedDraws;
import dev.midstream.images.corruption.TestImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of blurs that follow from their definitions by hand. */
class BlurTest {

    @ParameterizedTest
    // The reference's disk of radius 1.5 is a 3x3 block, of radius 1 a cross.
    @CsvSource({"5, 28, 28, 0", "4, 51, 0, 0"})
    void defocusBlur_whitePoint_showsTheDisk(int severity, int centre, int corner, int outside) {
        Image image = TestImages.point(32, 32, 16, 16);

        Image blurred =
                Corruptions.known()
                        .named("defocus_blur")
                        .apply(image, severity, new RecordedDraws());

        assertThat(value(blurred, 16, 16, 0)).isBetween(centre - 1, centre);
        assertThat(value(blurred, 15, 17, 1)).isBetween(corner - 1, corner + 1);
        assertThat(value(blurred, 16, 19, 2)).isEqualTo(outside);
    }

    @Test
    void defocusBlur_whitePointInTheCorner_isMirroredAboutTheEdgePixel() {
        Image image = TestImages.point(32, 32, 1, 1);

        Image blurred =
                Corruptions.known().named("defocus_blur").apply(image, 5, new RecordedDraws());

        // The corner pixel sees (1,1) and its three mirror images, 4/9 of white.
        assertThat(value(blurred, 0, 0, 0)).isBetween(112, 113);
    }

    @Test
    void defocusBlur_strongestOfLargestSize_brightensByThePublishedOnePercent() {
        Image image = TestImages.uniform(224, 224, 100, 150, 200);

        Image blurred =
                Corruptions.known().named("defocus_blur").apply(image, 5, new RecordedDraws());

        // The smoothed kernel of radius 10 sums to 1.01079.
        assertThat(value(blurred, 100, 100, 0)).isEqualTo(101);
        assertThat(value(blurred, 100, 100, 2)).isEqualTo(202);
    }

    @Test
    void motionBlur_levelTrail_movesContentToTheLeft() {
        Image point = TestImages.point(32, 32, 16, 16);

        Image blurred = new MotionBlur().apply(point, 1, new RecordedDraws(0));

        assertThat(value(blurred, 16, 17, 0)).isZero();
        assertThat(value(blurred, 16, 16, 0)).isGreaterThan(value(blurred, 16, 15, 0));
        assertThat(value(blurred, 16, 15, 0)).isGreaterThan(value(blurred, 16, 14, 0));
        assertThat(value(blurred, 15, 15, 0)).isZero();
    }

    @Test
    void motionBlur_positiveAngle_takesPixelsFromBelow() {
        Image point = TestImages.point(32, 32, 16, 16);

        Image blurred = new MotionBlur().apply(point, 1, new RecordedDraws(45));

        assertThat(value(blurred, 15, 15, 0)).isPositive();
        assertThat(value(blurred, 17, 17, 0)).isZero();
    }

    @Test
    void glassBlur_copyOfTheUpperLeft_leavesTheFrameAndTheSource() {
        Image image = TestImages.random(32, 32);
        double[] draws = new double[2 * 30 * 30];
        Arrays.fill(draws, -1);

        // The mildest severity does not blur.
        Image displaced = new GlassBlur().apply(image, 1, new RecordedDraws(draws));

        assertThat(value(displaced, 1, 1, 0)).isEqualTo(value(image, 1, 1, 0));
        assertThat(value(displaced, 2, 2, 0)).isEqualTo(value(image, 1, 1, 0));
        assertThat(value(displaced, 31, 31, 0)).isEqualTo(value(image, 30, 30, 0));
        assertThat(value(displaced, 0, 31, 0)).isEqualTo(value(image, 0, 31, 0));
    }

    @Test
    void zoomBlur_even_isUnchangedUpToTruncation() {
        Image image = TestImages.uniform(224, 224, 10, 100, 250);

        Image blurred = new ZoomBlur().apply(image, 5, new RecordedDraws());

        for (int channel = 0; channel < 3; channel++) {
            int before = value(image, 0, 0, channel);
            assertThat(value(blurred, 100, 100, channel)).isBetween(before - 1, before);
        }
    }

    @Test
    void gaussianBlur_largerImage_isWider() {
        // 45 pixels take the parameters of 32, times 1.40625.
        Image point = TestImages.point(45, 45, 22, 22);

        Image blurred = new GaussianBlur().apply(point, 5, new RecordedDraws());

        double fall = Math.exp(-1 / (2 * 1.40625 * 1.40625));
        double centre = TestImages.value(blurred, 22, 22, 0);
        assertThat(TestImages.value(blurred, 22, 23, 0) / centre).isCloseTo(fall, within(0.05));
    }

    @Test
    void kernel_otherSize_isDerivedFromTheScaledDisk() {
        Image point = TestImages.point(28, 28, 14, 14);

        // Radius 1.5 holds 3x3 pixels, radius 1.3125 only the cross.
        Image blurred = new DefocusBlur().apply(point, 5, new RecordedDraws());

        assertThat(TestImages.value(blurred, 14, 13, 0)).isEqualTo(51);
        assertThat(TestImages.value(blurred, 13, 13, 0)).isZero();
    }
}
