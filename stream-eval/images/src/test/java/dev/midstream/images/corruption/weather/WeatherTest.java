package dev.midstream.images.corruption.weather;

import static dev.midstream.images.corruption.TestImages.value;
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

/** Results of weather that follow from chosen draws by hand. */
class WeatherTest {

    private static final Image BLACK = TestImages.uniform(32, 32, 0, 0, 0);

    @Test
    void snow_noFlakes_onlyWhitens() {
        Image image = TestImages.uniform(32, 32, 200, 100, 50);
        double[] draws = new double[32 * 32 + 1];
        draws[32 * 32] = -90;

        Image snowy = Corruptions.known().named("snow").apply(image, 5, new RecordedDraws(draws));

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

        Image snowy = Corruptions.known().named("snow").apply(black, 1, new RecordedDraws(draws));

        // Without flakes black becomes 0.05 * 0.5 of white.
        int background = (int) (0.05 * 0.5 * 255);
        assertThat(value(snowy, 4, 10, 0)).as("above").isEqualTo(background);
        assertThat(value(snowy, 5, 10, 0)).as("flake").isGreaterThan(background + 40);
        assertThat(value(snowy, 5 + 3, 10, 0))
                .as("its trail")
                .isBetween(background + 20, value(snowy, 5, 10, 0) - 1);
        assertThat(value(snowy, 31 - 5, 31 - 10, 0)).isEqualTo(value(snowy, 5, 10, 0));
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
    void spatter_noWater_staysAsItIs() {
        Image image = TestImages.uniform(32, 32, 100, 150, 200);
        double[] draws = new double[32 * 32];

        assertThat(new Spatter().apply(image, 1, new RecordedDraws(draws))).isEqualTo(image);
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
}
