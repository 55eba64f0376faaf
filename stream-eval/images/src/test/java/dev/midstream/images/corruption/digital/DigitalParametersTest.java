package dev.midstream.images.corruption.digital;

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
class DigitalParametersTest {

    private static final Image SMALL = TestImages.uniform(28, 28, 0, 0, 0);

    @ParameterizedTest
    @EnumSource
    void severities_everySize_equalReference(ParameterSet set) throws IOException {
        ReferenceParameters reference = ReferenceParameters.of(set);
        for (int severity = 1; severity <= 5; severity++) {
            assertThat(Brightness.ADDED.at(set, severity))
                    .isEqualTo(reference.cell("brightness", severity).number("add_to_value"));
            assertThat(Contrast.FACTORS.at(set, severity))
                    .isEqualTo(reference.cell("contrast", severity).number("factor"));
            Cell saturate = reference.cell("saturate", severity);
            assertThat(Saturate.CHANGES.at(set, severity))
                    .isEqualTo(
                            new Saturate.Change(
                                    saturate.number("multiply"), saturate.number("add")));
            Cell elastic = reference.cell("elastic_transform", severity);
            assertThat(ElasticTransform.STRETCHES.at(set, severity))
                    .isEqualTo(
                            new ElasticTransform.Stretch(
                                    elastic.number("alpha"),
                                    elastic.number("sigma"),
                                    elastic.number("affine_jitter")));
            assertThat(Pixelate.reduced(set.side(), Pixelate.SCALES.at(set, severity)))
                    .isEqualTo(reference.cell("pixelate", severity).integer("target_size"));
            assertThat(JpegCompression.QUALITIES.at(set, severity))
                    .isEqualTo(reference.cell("jpeg_compression", severity).integer("quality"));
        }
    }

    @Test
    void severities_otherSize_haveOnlyTheirLengthsScaled() {
        assertThat(ElasticTransform.STRETCHES.of(SMALL, 2))
                .isEqualTo(new ElasticTransform.Stretch(1.6 * 0.875, 6.4 * 0.875, 2.24 * 0.875));
        assertThat(JpegCompression.QUALITIES.of(SMALL, 2)).isEqualTo(65);
    }
}
