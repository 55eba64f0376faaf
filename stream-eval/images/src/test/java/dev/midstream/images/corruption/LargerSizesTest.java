package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import dev.midstream.images.corruption.weather.Frost;
import dev.midstream.images.corruption.weather.FrostTextures;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pixels at 64 and 224 pixels a side, as checksums over the five severities.
 *
 * <p>The pixels behind the checksums were compared once, value by value, with the published
 * formulas written in Python over NumPy, SciPy, Pillow and OpenCV and fed with the same draws: all
 * are equal, except that defocus_blur, gaussian_blur and snow differ by one grey level at up to 0.6
 * % of the values, where a sum lies within rounding of a whole number. impulse_noise has no draws
 * to compare; its checksum holds that it stays as it is.
 */
class LargerSizesTest {

    @ParameterizedTest
    @CsvSource({
        "gaussian_noise, 17b9ba5b, 684688dd",
        "shot_noise, fec7f850, 2643a141",
        "impulse_noise, 72a08777, 66102143",
        "defocus_blur, 3d2abb43, 89d2809e",
        "glass_blur, ae807440, 5f663a65",
        "motion_blur, 6e872d5c, 0e05b444",
        "zoom_blur, f63b6a04, 4a7a13f1",
        "snow, cf879605, 50a569e2",
        "fog, b22bb475, 6e5a8f07",
        "brightness, 8df1f9eb, 6bba523c",
        "contrast, cfff270d, cdfb5830",
        "elastic_transform, 4bd40f64, 395e5b70",
        "pixelate, 1ddfe8b4, 1a3fb05c",
        "jpeg_compression, 07804a7e, dc59e1fd",
        "speckle_noise, e7521e08, e50d6935",
        "gaussian_blur, e2b90edf, 23540f90",
        "spatter, 074d2d2a, 82c5b17f",
        "saturate, ee2d5eb2, ea8dd079"
    })
    void apply_64And224Pixels_equalsTheFormulas(String name, String at64, String at224) {
        Corruption corruption = Corruptions.known().named(name);

        assertThat(checksum(corruption, 64)).isEqualTo(at64);
        assertThat(checksum(corruption, 224)).isEqualTo(at224);
    }

    @Test
    void apply_publishedFrost_equalsTheFormulas() throws IOException {
        Frost frost = new Frost(FrostTextures.open(ReferenceData.file("data/frost")));

        assertThat(checksum(frost, 64)).isEqualTo("cdc219d9");
        assertThat(checksum(frost, 224)).isEqualTo("e30afb54");
    }

    private static String checksum(Corruption corruption, int side) {
        CRC32 crc = new CRC32();
        for (int severity = 1; severity <= 5; severity++) {
            SeededRandom random =
                    new SeededRandom(5, corruption.name(), Integer.toString(severity));
            crc.update(corruption.apply(picture(side), severity, Draws.from(random)).pixels());
        }
        return String.format("%08x", crc.getValue());
    }

    /** Gradients, squares and grain. */
    private static Image picture(int side) {
        byte[] pixels = new byte[side * side * 3];
        int at = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int[] smooth = {
                    255 * x / (side - 1), 255 * y / (side - 1), (x / 8 + y / 8) % 2 == 0 ? 40 : 210
                };
                for (int channel = 0; channel < 3; channel++) {
                    int grain = (x * 7919 + y * 104729 + channel * 31) % 23 - 11;
                    pixels[at++] = (byte) Math.max(0, Math.min(255, smooth[channel] + grain));
                }
            }
        }
        return new Image(side, side, 3, pixels);
    }
}
