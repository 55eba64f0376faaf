package dev.midstream.images.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midstream.images.reference.ReferenceData;
import java.io.IOException;
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
