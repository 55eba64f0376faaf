package dev.midstream.images.corruption.blur;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.ParameterSet;
import dev.midstream.images.corruption.TestImages;
import dev.midstream.images.reference.ReferenceParameters;
import dev.midstream.images.reference.ReferenceParameters.Cell;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameters of every size and severity against the published scripts, and their scaling. */
class BlurParametersTest {

    private static final Image SMALL = TestImages.uniform(28, 28, 0, 0, 0);

    @ParameterizedTest
    @EnumSource
    void severities_everySize_equalReference(ParameterSet set) throws IOException {
        ReferenceParameters reference = ReferenceParameters.of(set);
        for (int severity = 1; severity <= 5; severity++) {
            assertThat(GaussianBlur.SIGMAS.at(set, severity))
                    .isEqualTo(
                            new GaussianBlur.Sigma(
                                    reference.cell("gaussian_blur", severity).number("sigma")));
            Cell glass = reference.cell("glass_blur", severity);
            assertThat(GlassBlur.PANES.at(set, severity))
                    .isEqualTo(
                            new GlassBlur.Pane(
                                    glass.number("sigma"),
                                    glass.integer("max_delta"),
                                    glass.integer("iterations")));
            Cell motion = reference.cell("motion_blur", severity);
            assertThat(MotionBlur.TRAILS.at(set, severity))
                    .isEqualTo(
                            new MotionBlur.Trail(motion.integer("radius"), motion.number("sigma")));
            Cell defocus = reference.cell("defocus_blur", severity);
            assertThat(DefocusBlur.DISKS.at(set, severity))
                    .isEqualTo(
                            new DefocusBlur.Disk(
                                    defocus.number("radius"), defocus.number("alias_blur")));
        }
    }

    @Test
    void severities_otherSize_haveOnlyTheirLengthsScaled() {
        assertThat(MotionBlur.TRAILS.of(SMALL, 5)).isEqualTo(new MotionBlur.Trail(8, 2.1875));
        assertThat(DefocusBlur.DISKS.of(SMALL, 4))
                .isEqualTo(new DefocusBlur.Disk(0.875, 0.2 * 0.875));
        assertThat(GlassBlur.PANES.of(SMALL, 3)).isEqualTo(new GlassBlur.Pane(0.4 * 0.875, 1, 1));
        assertThat(ZoomBlur.STEPS.of(SMALL, 2)).isEqualTo(new ZoomBlur.Steps(0.01, 12));
    }

    @ParameterizedTest
    @EnumSource
    void zoomFactors_everySize_equalReferenceToTheLastBit(ParameterSet set) throws IOException {
        ReferenceParameters reference = ReferenceParameters.of(set);
        for (int severity = 1; severity <= 5; severity++) {
            double[] factors = reference.cell("zoom_blur", severity).numbers("zoom_factors");
            ZoomBlur.Steps steps = ZoomBlur.STEPS.at(set, severity);
            assertThat(steps.count()).isEqualTo(factors.length);
            for (int i = 0; i < steps.count(); i++) {
                assertThat(steps.factor(i)).isEqualTo(factors[i]);
            }
        }
    }
}
