package dev.midstream.images.corruption.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.corruption.TestImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallSpatterTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16, 20})
    void corrupt_smallImages_stayVisible(int side) {
        Image image = TestImages.uniform(side, side, 200, 150, 100);
        Corruptor corruptor = new Corruptor(3);
        for (int n = 0; n < 400; n++) {
            Image spattered = corruptor.corrupt(image, "image-" + n, new Spatter(), 1);

            // Water only adds colour, up to its threshold of what it covers.
            assertThat(spattered.pixels()[0] & 0xff).as("image-%d", n).isGreaterThan(100);
        }
    }
}
