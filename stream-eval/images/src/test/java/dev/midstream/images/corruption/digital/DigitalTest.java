package dev.midstream.images.corruption.digital;

import static dev.midstream.images.corruption.TestImages.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.RecordedDraws;
import dev.midstream.images.corruption.TestImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of colour changes and of resampling that follow from the definitions by hand. */
class DigitalTest {

    @Test
    void brightness_colour_keepsHueAndSaturation() {
        Image image = TestImages.uniform(64, 64, 100, 50, 0);

        Image bright = new Brightness().apply(image, 1, new RecordedDraws());

        // The value grows by 25.5, the others in proportion.
        assertThat(value(bright, 0, 0, 0)).isEqualTo(125);
        assertThat(value(bright, 0, 0, 1)).isEqualTo(62);
        assertThat(value(bright, 0, 0, 2)).isZero();
    }

    @Test
    void brightness_white_isUnchanged() {
        Image white = TestImages.uniform(32, 32, 255, 255, 255);

        assertThat(new Brightness().apply(white, 5, new RecordedDraws())).isEqualTo(white);
    }

    @Test
    void saturate_grey_turnsReddishAtTheStrongestSeverities() {
        Image grey = TestImages.uniform(32, 32, 100, 100, 100);

        Image strong = new Saturate().apply(grey, 5, new RecordedDraws());

        assertThat(new Saturate().apply(grey, 3, new RecordedDraws())).isEqualTo(grey);
        assertThat(value(strong, 0, 0, 0)).isEqualTo(100);
        assertThat(value(strong, 0, 0, 1)).isBetween(79, 80);
        assertThat(value(strong, 0, 0, 2)).isBetween(79, 80);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 100, 50",
        "100, 200, 50",
        "50, 200, 100",
        "50, 100, 200",
        "100, 50, 200",
        "200, 50, 100",
        "200, 200, 50",
        "50, 200, 200",
        "200, 50, 200"
    })
    void saturate_everySector_pullsTowardsTheLargest(int red, int green, int blue) {
        Image image = TestImages.uniform(32, 32, red, green, blue);

        Image pale = new Saturate().apply(image, 2, new RecordedDraws());

        assertThat(value(pale, 0, 0, 0)).isBetween(expected(red) - 1, expected(red));
        assertThat(value(pale, 0, 0, 1)).isBetween(expected(green) - 1, expected(green));
        assertThat(value(pale, 0, 0, 2)).isBetween(expected(blue) - 1, expected(blue));
    }

    private static int expected(int colour) {
        return (int) (200 - 0.1 * (200 - colour));
    }

    @Test
    void pixelate_halfTheSize_isTheRoundedMeanOfFour() {
        Image image = TestImages.random(64, 64);

        Image coarse = new Pixelate().apply(image, 5, new RecordedDraws());

        for (int y = 0; y < 64; y += 2) {
            for (int x = 0; x < 64; x += 2) {
                int top = (value(image, y, x, 1) + value(image, y, x + 1, 1) + 1) / 2;
                int bottom = (value(image, y + 1, x, 1) + value(image, y + 1, x + 1, 1) + 1) / 2;
                assertThat(value(coarse, y, x, 1)).isEqualTo((top + bottom + 1) / 2);
                assertThat(value(coarse, y + 1, x + 1, 1)).isEqualTo(value(coarse, y, x, 1));
            }
        }
    }

    @Test
    void elasticTransform_noDraws_leavesTheImage() {
        Image image = TestImages.random(64, 64);

        Image same =
                new ElasticTransform().apply(image, 4, new RecordedDraws(new double[6 + 2 * 4096]));

        assertThat(same).isEqualTo(image);
    }

    @Test
    void elasticTransform_allPointsMovedAlike_movesTheImage() {
        Image image = TestImages.random(64, 64);
        double[] draws = new double[6 + 2 * 4096];
        for (int point = 0; point < 3; point++) {
            draws[2 * point] = 3;
            draws[2 * point + 1] = -2;
        }

        Image moved = new ElasticTransform().apply(image, 4, new RecordedDraws(draws));

        assertThat(value(moved, 10, 20, 1)).isEqualTo(value(image, 12, 17, 1));
    }

    @Test
    void elasticTransform_pointsDrawnOntoALine_stillGivesAnImage() {
        double[] draws = new double[6 + 2 * 4];
        Image image = TestImages.random(2, 2);

        assertThat(new ElasticTransform().apply(image, 5, new RecordedDraws(draws)).height())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 128, 255})
    void jpegCompression_evenGrey_isUnchangedAtTheMildestSeverity(int grey) {
        Image image = TestImages.uniform(32, 32, grey, grey, grey);

        // The step of the mean is 6 at quality 80: 8 * (grey - 128) / 6 is rounded.
        int expected = (int) Math.rint(Math.rint(8 * (grey - 128) / 6.0) * 6 / 8) + 128;
        Image compressed = new JpegCompression().apply(image, 1, new RecordedDraws());

        assertThat(value(compressed, 5, 5, 0)).isBetween(expected - 1, expected + 1);
        assertThat(value(compressed, 5, 5, 2)).isEqualTo(value(compressed, 5, 5, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.75", "2, 0.5", "3, 0.4", "4, 0.3", "5, 0.15"})
    void contrast_halfBlackHalfWhite_distanceFromMeanIsScaled(int severity, double factor) {
        Image image = TestImages.uniform(32, 32, 0, 0, 0);
        Arrays.fill(image.pixels(), 0, image.pixels().length / 2, (byte) 255);

        Image flat =
                Corruptions.known().named("contrast").apply(image, severity, new RecordedDraws());

        assertThat(value(flat, 0, 0, 0)).isEqualTo((int) (255 * (0.5 + factor / 2)));
        assertThat(value(flat, 31, 31, 2)).isEqualTo((int) (255 * (0.5 - factor / 2)));
    }

    @Test
    void contrast_uniformChannels_areUnchanged() {
        // Sums of 0 and of 1 have no rounding error that truncation could show.
        Image image = TestImages.uniform(32, 32, 0, 255, 0);

        assertThat(Corruptions.known().named("contrast").apply(image, 5, new RecordedDraws()))
                .isEqualTo(image);
    }
}
