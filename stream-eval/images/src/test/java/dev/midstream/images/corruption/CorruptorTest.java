package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.images.Image;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CorruptorTest {

    private static final Image IMAGE = TestImages.random(32, 32);

    static List<Corruption> all() {
        return Corruptions.known().all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void corrupt_again_isTheSameAndLeavesTheInputAlone(Corruption corruption) {
        Image input = TestImages.random(32, 32);
        for (int severity = 1; severity <= 5; severity++) {
            Image first = new Corruptor(3).corrupt(input, "test-00001", corruption, severity);
            Image again = new Corruptor(3).corrupt(input, "test-00001", corruption, severity);

            assertThat(again).isEqualTo(first).isNotEqualTo(input);
        }
        assertThat(input).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian_noise, 100",
        "shot_noise, 100",
        "impulse_noise, 100",
        "glass_blur, 100",
        // Directions that round to the same pixels are one.
        "motion_blur, 30",
        "snow, 100",
        // Two places of one texture may be the same.
        "frost, 95",
        "fog, 100",
        "elastic_transform, 100",
        "speckle_noise, 100",
        "spatter, 100"
    })
    void corrupt_otherSeedOrId_drawsAnew(String name, int different) {
        Corruption corruption = Corruptions.known().named(name);
        Set<Image> results = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (int id = 0; id < 10; id++) {
                results.add(new Corruptor(seed).corrupt(IMAGE, "test-" + id, corruption, 3));
            }
        }

        assertThat(results).hasSizeGreaterThanOrEqualTo(different);
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian_noise, 1738724732",
        "shot_noise, 1382359352",
        "impulse_noise, 3918397491",
        "defocus_blur, 1507523014",
        "glass_blur, 3423685717",
        "motion_blur, 1230399136",
        "zoom_blur, 3509291762",
        "snow, 1818237666",
        "frost, 4107155907",
        "fog, 2340865905",
        "brightness, 3985553139",
        "contrast, 169991804",
        "elastic_transform, 1850823800",
        "pixelate, 2148718658",
        "jpeg_compression, 3885284936",
        "speckle_noise, 987047780",
        "gaussian_blur, 3234606996",
        "spatter, 117750437",
        "saturate, 346498146"
    })
    void corrupt_pinnedInput_neverChanges(String name, long checksum) {
        Image corrupted =
                new Corruptor(0).corrupt(IMAGE, "test-00042", Corruptions.known().named(name), 3);

        CRC32 actual = new CRC32();
        actual.update(corrupted.pixels());
        assertThat(actual.getValue()).isEqualTo(checksum);
    }

    @ParameterizedTest
    @MethodSource("all")
    void corrupt_anyShape_keepsIt(Corruption corruption) {
        int[][] shapes = {{1, 1}, {2, 9}, {28, 28}, {64, 64}, {40, 100}, {224, 224}};
        for (int[] shape : shapes) {
            Image image = TestImages.random(shape[0], shape[1]);
            for (int severity = 1; severity <= 5; severity++) {
                Image corrupted = new Corruptor(0).corrupt(image, "a", corruption, severity);

                assertThat(corrupted.height()).isEqualTo(shape[0]);
                assertThat(corrupted.width()).isEqualTo(shape[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void corrupt_severityOutOfRange_isRefused(Corruption corruption) {
        for (int severity : new int[] {-1, 0, 6}) {
            assertThatThrownBy(() -> new Corruptor(0).corrupt(IMAGE, "a", corruption, severity))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Invalid severity: " + severity + ", must be 1 to 5");
        }
    }

    @Test
    void corrupt_greyImage_isRefused() {
        Image grey = new Image(2, 2, 1, new byte[4]);

        assertThatThrownBy(
                        () ->
                                new Corruptor(0)
                                        .corrupt(grey, "a", Corruptions.known().named("snow"), 1))
                .hasMessage("Cannot corrupt a: it has 1 channels, not 3");
    }

    @Test
    void apply_clean_isTheImageItself() {
        assertThat(new Corruptor(0).apply(IMAGE, "a", Condition.CLEAN)).isSameAs(IMAGE);
    }

    @Test
    void apply_condition_isItsCorruption() {
        Corruptor corruptor = new Corruptor(0);

        assertThat(corruptor.apply(IMAGE, "a", new Condition("snow", 2)))
                .isEqualTo(corruptor.corrupt(IMAGE, "a", Corruptions.known().named("snow"), 2));
    }
}
