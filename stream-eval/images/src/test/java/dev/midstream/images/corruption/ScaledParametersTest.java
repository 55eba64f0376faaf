package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.images.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths in pixels of images between the published sizes. */
class ScaledParametersTest {

    private static final Image SMALL = TestImages.uniform(28, 28, 0, 0, 0);

    @ParameterizedTest
    @CsvSource({
        "32, 32, 1",
        "64, 64, 1",
        "224, 224, 1",
        "28, 28, 0.875",
        "16, 64, 1",
        "300, 300, 1.3392857"
    })
    void factor_anySize_isTheRatioOfTheSides(int height, int width, double expected) {
        assertThat(ParameterSet.forSize(height, width).factor(height, width))
                .isCloseTo(expected, within(1e-7));
    }

    @Test
    void parameters_otherSize_haveTheirLengthsScaled() {
        assertThat(MotionBlur.TRAILS.of(SMALL, 5)).isEqualTo(new MotionBlur.Trail(8, 2.1875));
        assertThat(DefocusBlur.DISKS.of(SMALL, 4))
                .isEqualTo(new DefocusBlur.Disk(0.875, 0.2 * 0.875));
        assertThat(GlassBlur.PANES.of(SMALL, 3)).isEqualTo(new GlassBlur.Pane(0.4 * 0.875, 1, 1));
        assertThat(Frost.LAYERS.of(SMALL, 1)).isEqualTo(new Frost.Layer(1, 0.2, 0.2 * 0.875));
        assertThat(Snow.FLAKES.of(SMALL, 5))
                .isEqualTo(new Snow.Flakes(0.3, 0.3, 1.25, 0.65, 12, 10.5, 0.8));
        assertThat(ElasticTransform.STRETCHES.of(SMALL, 2))
                .isEqualTo(new ElasticTransform.Stretch(1.6 * 0.875, 6.4 * 0.875, 2.24 * 0.875));
        assertThat(Spatter.DROPS.of(SMALL, 1).blur()).isEqualTo(0.7 * 0.875);
        assertThat(Spatter.DROPS.of(SMALL, 1).strength()).isEqualTo(0.5);
        assertThat(Spatter.DROPS.of(SMALL, 4).strength()).isEqualTo(0.6 * 0.875);
    }

    @Test
    void parameters_otherSize_keepWhatIsNotALength() {
        assertThat(GaussianNoise.SIGMAS.of(SMALL, 2)).isEqualTo(0.06);
        assertThat(JpegCompression.QUALITIES.of(SMALL, 2)).isEqualTo(65);
        assertThat(ZoomBlur.STEPS.of(SMALL, 2)).isEqualTo(new ZoomBlur.Steps(0.01, 12));
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
