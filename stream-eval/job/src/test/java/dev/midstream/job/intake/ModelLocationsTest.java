package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelLocationsTest {
    private final ModelLocations locations =
            new ModelLocations(List.of("/models/", "s3://bucket/models", "hdfs://name/a/../b/"));

    @ParameterizedTest
    @CsvSource({
        "/models/line, true",
        "/models/a/b/line, true",
        "/models/./line/, true",
        "/models, true",
        "file:///models/line, true",
        "file:/models/line, true",
        "/models2/line, false",
        "/models/../etc, false",
        "file:///models/../etc, false",
        "file:///models/%2e%2e/etc, false",
        "/tmp/line, false",
        "models/line, false",
        "s3://bucket/models/line, true",
        "s3://bucket/models-of-others/line, false",
        "s3://bucket/models/../line, false",
        "s3://other/models/line, false",
        "s3a://bucket/models/line, false",
        "s3://bucket/models/x?/../../secret, false",
        "s3://bucket/models/x#/../../secret, false",
        "s3://bucket/models/x?y, false",
        "file:/models/x?/../../etc/m, false",
        "/models/link/../evil, false",
        "/models/.., false",
        "hdfs://name/b/line, true",
        "hdfs://name/a/line, false"
    })
    void contain_location_onlyInOrBelowAPrefix(String location, boolean contained) {
        assertThat(locations.contain(location)).isEqualTo(contained);
    }

    @Test
    void contain_root_everything() {
        assertThat(new ModelLocations(List.of("/")).contain("/anywhere/line")).isTrue();
    }

    @Test
    void besides_models_theirDirectories() {
        ModelLocations besides =
                ModelLocations.besides(List.of("/data/models/line", "s3://bucket/line/"));
        assertThat(besides.contain("/data/models/curve")).isTrue();
        assertThat(besides.contain("/data/curve")).isFalse();
        assertThat(besides.contain("s3://bucket/curve")).isTrue();
    }

    @Test
    void new_noLocation_saysSo() {
        assertThatThrownBy(() -> new ModelLocations(List.of("s3://bucket/^models")))
                .hasMessage("Invalid model location: s3://bucket/^models. Give a path or a URI.");
    }
}
