package dev.midstream.images.corruption.noise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.ParameterSet;
import dev.midstream.images.corruption.TestImages;
import dev.midstream.images.reference.ReferenceParameters;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameters of every size and severity against the published scripts, and their scaling. */
class NoiseParametersTest {

    private static final Image SMALL = TestImages.uniform(28, 28, 0, 0, 0);

    @ParameterizedTest
    @EnumSource
    void severities_everySize_equalReference(ParameterSet set) throws IOException {
        ReferenceParameters reference = ReferenceParameters.of(set);
        for (int severity = 1; severity <= 5; severity++) {
            assertThat(GaussianNoise.SIGMAS.at(set, severity))
                    .isEqualTo(reference.cell("gaussian_noise", severity).number("sigma"));
            assertThat(ShotNoise.PHOTONS.at(set, severity))
                    .isEqualTo(reference.cell("shot_noise", severity).number("lambda_scale"));
            assertThat(ImpulseNoise.AMOUNTS.at(set, severity))
                    .isEqualTo(reference.cell("impulse_noise", severity).number("amount"));
            assertThat(SpeckleNoise.SIGMAS.at(set, severity))
                    .isEqualTo(reference.cell("speckle_noise", severity).number("sigma"));
        }
    }

    @Test
    void severities_otherSize_haveOnlyTheirLengthsScaled() {
        assertThat(GaussianNoise.SIGMAS.of(SMALL, 2)).isEqualTo(0.06);
    }
}
