package dev.midstream.evaluation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointPosition;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointProfileTest {
    private static final List<String> ALL = List.of("centre", "endpoint-0", "ensemble");
    private static final Reference MIDPOINT = Reference.parse("midpoint");

    @Test
    void of_midpointAsReference_foundByItsRole() {
        PointProfile endpoint = PointProfile.of(manifest(), ALL, "endpoint-0", MIDPOINT);

        assertThat(endpoint.reference()).contains(new PointName("line", "centre"));
        assertThat(endpoint.position())
                .contains(new PointPosition("LINE", "ENDPOINT", List.of(1.0, 0.0)));
    }

    @Test
    void of_theReferenceItself_isNotCompared() {
        assertThat(PointProfile.of(manifest(), ALL, "centre", MIDPOINT).reference()).isEmpty();
    }

    @Test
    void of_midpointIsNotJudged_nothingIsCompared() {
        List<String> judged = List.of("endpoint-0");

        assertThat(PointProfile.of(manifest(), judged, "endpoint-0", MIDPOINT))
                .extracting(PointProfile::reference)
                .isEqualTo(java.util.Optional.empty());
    }

    @Test
    void of_pointOfAnotherModel_comparesAllWithIt() {
        Reference fixed = Reference.parse("other/model/ensemble");

        for (String id : ALL) {
            assertThat(PointProfile.of(manifest(), ALL, id, fixed).reference())
                    .contains(new PointName("other/model", "ensemble"));
        }
        assertThat(PointProfile.of(manifest(), ALL, "ensemble", fixed).position()).isEmpty();
    }

    @Test
    void of_none_comparesNothing() {
        assertThat(
                        PointProfile.of(manifest(), ALL, "endpoint-0", Reference.parse("none"))
                                .reference())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "centre", "/centre", "line/"})
    void parse_somethingElse_saysWhatIsRight(String text) {
        assertThatThrownBy(() -> Reference.parse(text))
                .hasMessage(
                        "Invalid --reference: " + text + ". Give midpoint, none or MODEL/POINT.");
    }

    private static ModelManifest manifest() {
        return ModelManifest.newBuilder()
                .setFormatVersion(1)
                .setModelId("line")
                .setSubspace(SubspaceKind.LINE)
                .setNetwork("n")
                .setDataset("d")
                .setClasses(List.of("a", "b"))
                .setInputHeight(1)
                .setInputWidth(1)
                .setInputChannels(1)
                .setInputName("images")
                .setOutputName("logits")
                .setAllPointsSignature("all")
                .setPoints(
                        List.of(
                                new ModelPoint(
                                        "centre", PointRole.MIDPOINT, List.of(0.5, 0.5), "centre"),
                                new ModelPoint(
                                        "endpoint-0", PointRole.ENDPOINT, List.of(1.0, 0.0), "e")))
                .setTraining(Map.of())
                .setSeed(0)
                .setVersions(Map.of())
                .setFiles(List.of())
                .build();
    }
}
