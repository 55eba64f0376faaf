package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.weather.Frost;
import dev.midstream.images.corruption.weather.FrostTextures;
import dev.midstream.images.reference.Npz;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pixels of the reference implementation, without any tolerance: of deterministic corruptions, and
 * of random ones from its recorded draws.
 */
class ReferenceImagesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defocus_blur",
                "zoom_blur",
                "brightness",
                "contrast",
                "pixelate",
                "jpeg_compression",
                "gaussian_blur",
                "saturate"
            })
    void apply_deterministic_equalsReference(String name) throws IOException {
        Npz exact = ReferenceData.npz("exact-32.npz");
        Image[] clean = exact.images("clean");
        Image[] expected = exact.images(name);
        Corruption corruption = Corruptions.known().named(name);
        for (int severity = 1; severity <= 5; severity++) {
            for (int i = 0; i < clean.length; i++) {
                Image corrupted = corruption.apply(clean[i], severity, new RecordedDraws());
                assertThat(TestImages.values(corrupted))
                        .as("%s %d of image %d", name, severity, i)
                        .isEqualTo(TestImages.values(expected[(severity - 1) * clean.length + i]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaussian_noise",
                "shot_noise",
                "glass_blur",
                "motion_blur",
                "snow",
                "fog",
                "elastic_transform",
                "speckle_noise",
                "spatter"
            })
    void apply_recordedDraws_equalsReference(String name) throws IOException {
        assertReplayed(Corruptions.known().named(name));
    }

    @Test
    void apply_recordedDrawsAndPublishedTextures_equalsReference() throws IOException {
        assertReplayed(new Frost(FrostTextures.open(ReferenceData.file("data/frost"))));
    }

    private static void assertReplayed(Corruption corruption) throws IOException {
        Npz replay = ReferenceData.npz("replay-32.npz");
        Image[] clean = replay.images("clean");
        String name = corruption.name();
        for (int severity = 1; severity <= 5; severity++) {
            for (int i = 0; i < (name.endsWith("_noise") ? 1 : clean.length); i++) {
                String run = name + "__s" + severity + "__i" + i;
                RecordedDraws draws = new RecordedDraws(replay.doubles(run + "__draws"));
                Image corrupted = corruption.apply(clean[i], severity, draws);
                assertThat(draws.exhausted()).as("all draws taken").isTrue();
                assertThat(TestImages.values(corrupted))
                        .as(run)
                        .isEqualTo(TestImages.values(replay.images(run + "__out")[0]));
            }
        }
    }
}
