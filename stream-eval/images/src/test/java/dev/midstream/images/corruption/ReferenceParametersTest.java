package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every parameter of every size and severity against the reference's own lists. */
class ReferenceParametersTest {

    @ParameterizedTest
    @EnumSource
    void severities_everySize_equalReference(ParameterSet set) throws IOException {
        JsonNode sets = ReferenceData.json("params.json").get("parameter_sets");
        JsonNode reference = sets.get(nameOf(set)).get("corruptions");
        for (int severity = 1; severity <= 5; severity++) {
            String level = Integer.toString(severity);
            assertThat(GaussianNoise.SIGMAS.at(set, severity))
                    .isEqualTo(number(reference, "gaussian_noise", level, "sigma"));
            assertThat(ShotNoise.PHOTONS.at(set, severity))
                    .isEqualTo(number(reference, "shot_noise", level, "lambda_scale"));
            assertThat(ImpulseNoise.AMOUNTS.at(set, severity))
                    .isEqualTo(number(reference, "impulse_noise", level, "amount"));
            assertThat(SpeckleNoise.SIGMAS.at(set, severity))
                    .isEqualTo(number(reference, "speckle_noise", level, "sigma"));
            assertThat(GaussianBlur.SIGMAS.at(set, severity).pixels())
                    .isEqualTo(number(reference, "gaussian_blur", level, "sigma"));
            assertThat(GlassBlur.PANES.at(set, severity))
                    .isEqualTo(
                            new GlassBlur.Pane(
                                    number(reference, "glass_blur", level, "sigma"),
                                    (int) number(reference, "glass_blur", level, "max_delta"),
                                    (int) number(reference, "glass_blur", level, "iterations")));
            assertThat(MotionBlur.TRAILS.at(set, severity))
                    .isEqualTo(
                            new MotionBlur.Trail(
                                    (int) number(reference, "motion_blur", level, "radius"),
                                    number(reference, "motion_blur", level, "sigma")));
            assertThat(Frost.LAYERS.at(set, severity))
                    .isEqualTo(
                            new Frost.Layer(
                                    number(reference, "frost", level, "image_weight"),
                                    number(reference, "frost", level, "frost_weight"),
                                    sets.at("/" + nameOf(set) + "/frost_texture_scale")
                                            .asDouble()));
            assertThat(Fog.CLOUDS.at(set, severity))
                    .isEqualTo(
                            new Fog.Cloud(
                                    number(reference, "fog", level, "amount"),
                                    number(reference, "fog", level, "decay")));
            assertThat(Brightness.ADDED.at(set, severity))
                    .isEqualTo(number(reference, "brightness", level, "add_to_value"));
            assertThat(Saturate.CHANGES.at(set, severity))
                    .isEqualTo(
                            new Saturate.Change(
                                    number(reference, "saturate", level, "multiply"),
                                    number(reference, "saturate", level, "add")));
            assertThat(ElasticTransform.STRETCHES.at(set, severity))
                    .isEqualTo(
                            new ElasticTransform.Stretch(
                                    number(reference, "elastic_transform", level, "alpha"),
                                    number(reference, "elastic_transform", level, "sigma"),
                                    number(
                                            reference,
                                            "elastic_transform",
                                            level,
                                            "affine_jitter")));
            assertThat(Pixelate.reduced(set.side(), Pixelate.SCALES.at(set, severity)))
                    .isEqualTo((int) number(reference, "pixelate", level, "target_size"));
            assertThat(JpegCompression.QUALITIES.at(set, severity))
                    .isEqualTo((int) number(reference, "jpeg_compression", level, "quality"));
            assertThat(Spatter.DROPS.at(set, severity))
                    .isEqualTo(
                            new Spatter.Drops(
                                    number(reference, "spatter", level, "loc"),
                                    number(reference, "spatter", level, "scale"),
                                    number(reference, "spatter", level, "blur_sigma"),
                                    number(reference, "spatter", level, "threshold"),
                                    number(reference, "spatter", level, "strength"),
                                    Spatter.Liquid.valueOf(
                                            reference
                                                    .at("/spatter/" + level + "/type")
                                                    .asText()
                                                    .toUpperCase(Locale.ROOT))));
            assertThat(Contrast.FACTORS.at(set, severity))
                    .isEqualTo(number(reference, "contrast", level, "factor"));
            assertThat(DefocusBlur.DISKS.at(set, severity))
                    .isEqualTo(
                            new DefocusBlur.Disk(
                                    number(reference, "defocus_blur", level, "radius"),
                                    number(reference, "defocus_blur", level, "alias_blur")));
            assertThat(Snow.FLAKES.at(set, severity))
                    .isEqualTo(
                            new Snow.Flakes(
                                    number(reference, "snow", level, "loc"),
                                    number(reference, "snow", level, "scale"),
                                    number(reference, "snow", level, "zoom"),
                                    number(reference, "snow", level, "threshold"),
                                    (int) number(reference, "snow", level, "radius"),
                                    number(reference, "snow", level, "sigma"),
                                    number(reference, "snow", level, "blend")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void zoomFactors_everySize_equalReferenceToTheLastBit(ParameterSet set) throws IOException {
        JsonNode sets = ReferenceData.json("params.json").get("parameter_sets");
        for (int severity = 1; severity <= 5; severity++) {
            JsonNode factors =
                    sets.at("/" + nameOf(set) + "/corruptions/zoom_blur/" + severity)
                            .get("zoom_factors");
            ZoomBlur.Steps steps = ZoomBlur.STEPS.at(set, severity);
            assertThat(steps.count()).isEqualTo(factors.size());
            for (int i = 0; i < steps.count(); i++) {
                assertThat(steps.factor(i)).isEqualTo(factors.get(i).asDouble());
            }
        }
    }

    private static String nameOf(ParameterSet set) {
        return switch (set) {
            case PIXELS_32 -> "cifar32";
            case PIXELS_64 -> "tiny64";
            case PIXELS_224 -> "imagenet224";
        };
    }

    private static double number(JsonNode reference, String name, String level, String field) {
        return reference.get(name).get(level).get(field).asDouble();
    }
}
