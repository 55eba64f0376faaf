package dev.midstream.images.corruption.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.ParameterSet;
import dev.midstream.images.corruption.TestImages;
import dev.midstream.images.reference.ReferenceParameters;
import dev.midstream.images.reference.ReferenceParameters.Cell;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameters of every size and severity against the published scripts, and their scaling. */
class WeatherParametersTest {

    private static final Image SMALL = TestImages.uniform(28, 28, 0, 0, 0);

    @ParameterizedTest
    @EnumSource
    void severities_everySize_equalReference(ParameterSet set) throws IOException {
        ReferenceParameters reference = ReferenceParameters.of(set);
        for (int severity = 1; severity <= 5; severity++) {
            Cell frost = reference.cell("frost", severity);
            assertThat(Frost.LAYERS.at(set, severity))
                    .isEqualTo(
                            new Frost.Layer(
                                    frost.number("image_weight"),
                                    frost.number("frost_weight"),
                                    reference.frostTextureScale()));
            Cell fog = reference.cell("fog", severity);
            assertThat(Fog.CLOUDS.at(set, severity))
                    .isEqualTo(new Fog.Cloud(fog.number("amount"), fog.number("decay")));
            Cell spatter = reference.cell("spatter", severity);
            assertThat(Spatter.DROPS.at(set, severity))
                    .isEqualTo(
                            new Spatter.Drops(
                                    spatter.number("loc"),
                                    spatter.number("scale"),
                                    spatter.number("blur_sigma"),
                                    spatter.number("threshold"),
                                    spatter.number("strength"),
                                    Spatter.Liquid.valueOf(
                                            spatter.text("type").toUpperCase(Locale.ROOT))));
            Cell snow = reference.cell("snow", severity);
            assertThat(Snow.FLAKES.at(set, severity))
                    .isEqualTo(
                            new Snow.Flakes(
                                    snow.number("loc"),
                                    snow.number("scale"),
                                    snow.number("zoom"),
                                    snow.number("threshold"),
                                    snow.integer("radius"),
                                    snow.number("sigma"),
                                    snow.number("blend")));
        }
    }

    @Test
    void severities_otherSize_haveOnlyTheirLengthsScaled() {
        assertThat(Frost.LAYERS.of(SMALL, 1)).isEqualTo(new Frost.Layer(1, 0.2, 0.2 * 0.875));
        assertThat(Snow.FLAKES.of(SMALL, 5))
                .isEqualTo(new Snow.Flakes(0.3, 0.3, 1.25, 0.65, 12, 10.5, 0.8));
        assertThat(Spatter.DROPS.of(SMALL, 1).blur()).isEqualTo(0.7 * 0.875);
        assertThat(Spatter.DROPS.of(SMALL, 1).strength()).isEqualTo(0.5);
        assertThat(Spatter.DROPS.of(SMALL, 4).strength()).isEqualTo(0.6 * 0.875);
    }
}
