package dev.midstream.images.corruption;

import static dev.midstream.images.corruption.TestImages.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of random corruptions that follow from chosen draws by hand. */
class ClosedFormRandomTest {

    private static final Image BLACK = TestImages.uniform(32, 32, 0, 0, 0);

    @ParameterizedTest
    @ValueSource(strings = {"shot_noise", "speckle_noise"})
    void noiseInProportion_black_staysBlack(String name) {
        assertThat(new Corruptor(0).corrupt(BLACK, "a", Corruptions.named(name), 5))
                .isEqualTo(BLACK);
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
    void fog_black_staysBlackBecauseItsBrightestValueIsKept() {
        assertThat(new Corruptor(0).corrupt(BLACK, "a", new Fog(), 5)).isEqualTo(BLACK);
    }

    @Test
    void plasmaMap_anyDraws_coversExactlyZeroToOne() {
        double[] map = PlasmaMap.draw(64, 2, Draws.from(new SeededRandom(0, "plasma")));

        assertThat(Arrays.stream(map).min()).hasValue(0);
        assertThat(Arrays.stream(map).max()).hasValue(1);
    }

    @Test
    void spatter_noWater_isBlackAsInTheReference() {
        Image image = TestImages.uniform(32, 32, 100, 150, 200);
        double[] draws = new double[32 * 32];

        assertThat(new Spatter().apply(image, 1, new RecordedDraws(draws))).isEqualTo(BLACK);
    }

    @Test
    void spatter_mudEverywhere_isTheColourOfMud() {
        Image image = TestImages.uniform(32, 32, 100, 150, 200);
        double[] draws = new double[32 * 32];
        Arrays.fill(draws, 1);

        Image muddy = new Spatter().apply(image, 5, new RecordedDraws(draws));

        assertThat(value(muddy, 9, 9, 0)).isBetween(62, 63);
        assertThat(value(muddy, 9, 9, 1)).isBetween(41, 42);
        assertThat(value(muddy, 9, 9, 2)).isBetween(19, 20);
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
}
