package dev.midstream.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PointSignaturesTest {
    @Test
    void of_severalPoints_theSignatureForAllAndTheirRows() {
        PointSignatures signatures = signatures("all-points", "b,a,d");

        assertThat(signatures.names()).containsExactly("all-points");
        assertThat(signatures.points()).isEqualTo(4);
        assertThat(signatures.rows()).containsExactly(0, 1, 3);
    }

    @Test
    void of_onePoint_itsOwnSignature() {
        PointSignatures signatures = signatures("all-points", "c");

        assertThat(signatures.names()).containsExactly("signature-c");
        assertThat(signatures.points()).isEqualTo(1);
        assertThat(signatures.rows()).containsExactly(0);
    }

    @Test
    void of_modelWithoutASignatureForAll_oneForEachPoint() {
        PointSignatures signatures = signatures("", "a,d");

        assertThat(signatures.names()).containsExactly("signature-a", "signature-d");
        assertThat(signatures.points()).isEqualTo(2);
        assertThat(signatures.rows()).containsExactly(0, 1);
    }

    private static PointSignatures signatures(String allPoints, String selected) {
        ModelManifest manifest =
                ModelManifest.newBuilder()
                        .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                        .setModelId("model")
                        .setSubspace(SubspaceKind.SIMPLEX)
                        .setNetwork("net")
                        .setDataset("data")
                        .setClasses(List.of("cat", "dog"))
                        .setInputHeight(8)
                        .setInputWidth(8)
                        .setInputChannels(3)
                        .setInputName("images")
                        .setOutputName("logits")
                        .setAllPointsSignature(allPoints)
                        .setPoints(
                                Stream.of("a", "b", "c", "d")
                                        .map(
                                                id ->
                                                        new ModelPoint(
                                                                id,
                                                                PointRole.SAMPLE,
                                                                List.of(1.0),
                                                                "signature-" + id))
                                        .toList())
                        .setTraining(Map.of())
                        .setSeed(0)
                        .setVersions(Map.of())
                        .setFiles(List.of())
                        .build();
        return PointSignatures.of(manifest, PointSelection.parse(manifest, selected));
    }
}
