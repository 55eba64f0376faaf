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
 * Every corruption of a picture that is drawn here, as checksums over the five severities. Needs no
 * reference data.
 *
 * <p>The pixels behind the checksums were compared once, value by value, with an independent
 * program in Python: the published formulas over NumPy, SciPy, Pillow and OpenCV, given the same
 * picture and the same draws. At 32 pixels that program was first shown to reproduce all reference
 * outputs of {@link ReferenceImagesTest} exactly. Its pixels and these are equal, except that
 *
 * <ul>
 *   <li>snow differs by one grey level at 7 of 15,360 values at 32 pixels,
 *   <li>defocus_blur, gaussian_blur and snow differ by one grey level at up to 0.6 % of the values
 *       at 64 and 224 pixels,
 * </ul>
 *
 * where a sum lies within rounding of a whole number. Frost takes procedural textures, which were
 * given to both. Of impulse_noise there is no reference output; at 32 pixels the program replaced
 * values by the same draws, at 64 and 224 the checksum only holds that it does not change.
 */
class RecordedPixelsTest {

    @ParameterizedTest
    @CsvSource({
        "gaussian_noise, 3d5b1520, 17b9ba5b, 684688dd",
        "shot_noise, 4fa80897, 254d99c7, 328b6046",
        "impulse_noise, 0578fd43, 72a08777, 66102143",
        "defocus_blur, 0ee2c32c, 3d2abb43, 89d2809e",
        "glass_blur, 938e317c, ae807440, 5f663a65",
        "motion_blur, 0eea2b5b, 6e872d5c, 0e05b444",
        "zoom_blur, e8541e5e, f63b6a04, 4a7a13f1",
        "snow, ee2b19a0, cf879605, 50a569e2",
        "frost, ede4c4a8, 2ff79dc1, efb400f1",
        "fog, cc877eaa, b22bb475, 6e5a8f07",
        "brightness, 7c7e6022, 8df1f9eb, 6bba523c",
        "contrast, 0d9b1015, cfff270d, cdfb5830",
        "elastic_transform, ddb12d81, 4bd40f64, 395e5b70",
        "pixelate, e9822dc3, 1ddfe8b4, 1a3fb05c",
        "jpeg_compression, c0476543, 07804a7e, dc59e1fd",
        "speckle_noise, 31f30f5c, e7521e08, e50d6935",
        "gaussian_blur, e414322e, e2b90edf, 23540f90",
        "spatter, d631f60c, 074d2d2a, 82c5b17f",
        "saturate, 08978fa3, ee2d5eb2, ea8dd079"
    })
    void apply_drawnPicture_equalsTheFormulas(String name, String at32, String at64, String at224) {
        Corruption corruption = Corruptions.known().named(name);

        assertThat(checksum(corruption, 32)).isEqualTo(at32);
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
