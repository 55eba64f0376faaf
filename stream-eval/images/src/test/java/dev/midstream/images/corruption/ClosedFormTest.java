package dev.midstream.images.corruption;

import static dev.midstream.images.corruption.TestImages.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results that follow from the definitions by hand. */
class ClosedFormTest {

    @ParameterizedTest
    @CsvSource({"1, 0.75", "2, 0.5", "3, 0.4", "4, 0.3", "5, 0.15"})
    void contrast_halfBlackHalfWhite_distanceFromMeanIsScaled(int severity, double factor) {
        Image image = TestImages.uniform(32, 32, 0, 0, 0);
        Arrays.fill(image.pixels(), 0, image.pixels().length / 2, (byte) 255);

        Image flat = Corruptions.named("contrast").apply(image, severity, new RecordedDraws());

        assertThat(value(flat, 0, 0, 0)).isEqualTo((int) (255 * (0.5 + factor / 2)));
        assertThat(value(flat, 31, 31, 2)).isEqualTo((int) (255 * (0.5 - factor / 2)));
    }

    @Test
    void contrast_uniformChannels_areUnchanged() {
        // Sums of 0 and of 1 have no rounding error that truncation could show.
        Image image = TestImages.uniform(32, 32, 0, 255, 0);

        assertThat(Corruptions.named("contrast").apply(image, 5, new RecordedDraws()))
                .isEqualTo(image);
    }

    @Test
    void gaussianNoise_recordedDraws_addsClipsAndTruncates() {
        Image image = new Image(1, 3, 1, new byte[] {0, 100, (byte) 250});
        RecordedDraws draws = new RecordedDraws(-0.5, 0.1, 0.5);

        Image noisy = new GaussianNoise().apply(image, 1, draws);

        assertThat(noisy.pixels()).containsExactly(0, (int) (100 + 25.5), 255);
    }

    @Test
    void gaussianNoise_midGrey_hasTheSigmaOfTheSeverity() {
        Image image = TestImages.uniform(224, 224, 127, 127, 127);
        Draws draws = Draws.from(new SeededRandom(1, "noise"));

        Image noisy = new GaussianNoise().apply(image, 1, draws);

        double sum = 0;
        double squares = 0;
        for (byte pixel : noisy.pixels()) {
            double difference = (pixel & 0xff) - 127;
            sum += difference;
            squares += difference * difference;
        }
        int n = noisy.pixels().length;
        double deviation = Math.sqrt(squares / n - sum / n * (sum / n));
        // Truncation lowers the mean by half a level; 150,528 draws of 20.4 leave an error of 0.05.
        assertThat(sum / n).isBetween(-0.5 - 0.25, -0.5 + 0.25);
        assertThat(deviation).isBetween(0.08 * 255 * 0.99, 0.08 * 255 * 1.01);
    }

    @ParameterizedTest
    // The reference's disk of radius 1.5 is a 3x3 block, of radius 1 a cross.
    @CsvSource({"5, 28, 28, 0", "4, 51, 0, 0"})
    void defocusBlur_whitePoint_showsTheDisk(int severity, int centre, int corner, int outside) {
        Image image = TestImages.point(32, 32, 16, 16);

        Image blurred =
                Corruptions.named("defocus_blur").apply(image, severity, new RecordedDraws());

        assertThat(value(blurred, 16, 16, 0)).isBetween(centre - 1, centre);
        assertThat(value(blurred, 15, 17, 1)).isBetween(corner - 1, corner + 1);
        assertThat(value(blurred, 16, 19, 2)).isEqualTo(outside);
    }

    @Test
    void defocusBlur_whitePointInTheCorner_isMirroredAboutTheEdgePixel() {
        Image image = TestImages.point(32, 32, 1, 1);

        Image blurred = Corruptions.named("defocus_blur").apply(image, 5, new RecordedDraws());

        // The corner pixel sees (1,1) and its three mirror images, 4/9 of white.
        assertThat(value(blurred, 0, 0, 0)).isBetween(112, 113);
    }

    @Test
    void defocusBlur_strongestOfLargestSize_brightensByThePublishedOnePercent() {
        Image image = TestImages.uniform(224, 224, 100, 150, 200);

        Image blurred = Corruptions.named("defocus_blur").apply(image, 5, new RecordedDraws());

        // The smoothed kernel of radius 10 sums to 1.01079.
        assertThat(value(blurred, 100, 100, 0)).isEqualTo(101);
        assertThat(value(blurred, 100, 100, 2)).isEqualTo(202);
    }

    @Test
    void snow_noFlakes_onlyWhitens() {
        Image image = TestImages.uniform(32, 32, 200, 100, 50);
        double[] draws = new double[32 * 32 + 1];
        draws[32 * 32] = -90;

        Image snowy = Corruptions.named("snow").apply(image, 5, new RecordedDraws(draws));

        double grey = (0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 255;
        double white = 1.5 * grey + 0.5;
        assertThat(white).isGreaterThan(1);
        assertThat(value(snowy, 9, 9, 0)).isEqualTo((int) (0.8 * 200 + 0.2 * 255 * white));
        assertThat(value(snowy, 9, 9, 2)).isEqualTo((int) (0.8 * 50 + 0.2 * 255 * white));
    }

    @Test
    void snow_oneFlake_fallsDownAndIsTurned() {
        Image black = TestImages.uniform(32, 32, 0, 0, 0);
        double[] draws = new double[32 * 32 + 1];
        draws[5 * 32 + 10] = 1;
        draws[32 * 32] = -90;

        Image snowy = Corruptions.named("snow").apply(black, 1, new RecordedDraws(draws));

        // Without flakes black becomes 0.05 * 0.5 of white.
        int background = (int) (0.05 * 0.5 * 255);
        assertThat(value(snowy, 4, 10, 0)).as("above").isEqualTo(background);
        assertThat(value(snowy, 5, 10, 0)).as("flake").isGreaterThan(background + 40);
        assertThat(value(snowy, 5 + 3, 10, 0))
                .as("its trail")
                .isBetween(background + 20, value(snowy, 5, 10, 0) - 1);
        assertThat(value(snowy, 31 - 5, 31 - 10, 0)).isEqualTo(value(snowy, 5, 10, 0));
    }
}
