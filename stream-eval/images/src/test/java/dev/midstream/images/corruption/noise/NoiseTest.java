package dev.midstream.images.corruption.noise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.RecordedDraws;
import dev.midstream.images.corruption.TestImages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of noise that follow from chosen draws or from the distribution. */
class NoiseTest {

    private static final Image BLACK = TestImages.uniform(32, 32, 0, 0, 0);

    @ParameterizedTest
    @ValueSource(strings = {"shot_noise", "speckle_noise"})
    void noiseInProportion_black_staysBlack(String name) {
        assertThat(new Corruptor(0).corrupt(BLACK, "a", Corruptions.known().named(name), 5))
                .isEqualTo(BLACK);
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

    @Test
    void impulseNoise_grey_hasTheShareOfTheSeverityHalfWhite() {
        Image grey = TestImages.uniform(224, 224, 100, 100, 100);

        Image noisy = new Corruptor(0).corrupt(grey, "a", new ImpulseNoise(), 5);

        int[] counts = new int[256];
        Arrays.stream(TestImages.values(noisy)).forEach(value -> counts[value]++);
        double values = noisy.pixels().length;
        // Four deviations of a share of 0.135 among 150,528 are 0.0035.
        assertThat(counts[0] / values).isBetween(0.1315, 0.1385);
        assertThat(counts[255] / values).isBetween(0.1315, 0.1385);
        assertThat(counts[0] + counts[100] + counts[255]).isEqualTo(noisy.pixels().length);
    }
}
