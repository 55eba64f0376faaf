package dev.midstream.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointSelectionTest {
    private static final ModelManifest MANIFEST =
            ModelManifest.newBuilder()
                    .setFormatVersion(1)
                    .setModelId("line")
                    .setSubspace(SubspaceKind.LINE)
                    .setNetwork("n")
                    .setDataset("d")
                    .setClasses(List.of("a", "b"))
                    .setInputHeight(1)
                    .setInputWidth(1)
                    .setInputChannels(3)
                    .setInputName("images")
                    .setOutputName("logits")
                    .setAllPointsSignature("all-points")
                    .setPoints(
                            List.of(
                                    point("midpoint", PointRole.MIDPOINT),
                                    point("endpoint-0", PointRole.ENDPOINT),
                                    point("sample-0", PointRole.SAMPLE)))
                    .setTraining(Map.of())
                    .setSeed(0)
                    .setVersions(Map.of())
                    .setFiles(List.of())
                    .build();

    private static ModelPoint point(String id, PointRole role) {
        return new ModelPoint(id, role, List.of(0.5, 0.5), id);
    }

    @Test
    void parse_all_everyPointInTheOrderOfTheManifest() {
        assertThat(PointSelection.parse(MANIFEST, "all"))
                .isEqualTo(
                        new PointSelection(
                                List.of("midpoint", "endpoint-0", "sample-0"), List.of(0, 1, 2)));
    }

    @Test
    void parse_namesInAnyOrder_givesTheOrderOfTheManifest() {
        assertThat(PointSelection.parse(MANIFEST, "sample-0, midpoint"))
                .isEqualTo(new PointSelection(List.of("midpoint", "sample-0"), List.of(0, 2)));
    }

    @Test
    void parse_unknownName_saysWhichThereAre() {
        assertThatThrownBy(() -> PointSelection.parse(MANIFEST, "midpoint,endpoint-1"))
                .hasMessage(
                        "Unknown point: endpoint-1. Model line has midpoint, endpoint-0,"
                                + " sample-0.");
    }

    @Test
    void select_roles_theirPoints() {
        assertThat(PointSelection.select(MANIFEST, List.of("endpoints", "samples:4")).ids())
                .containsExactly("endpoint-0", "sample-0");
        assertThat(PointSelection.select(MANIFEST, List.of("midpoint", "ensemble")).ids())
                .containsExactly("midpoint");
        assertThat(PointSelection.select(MANIFEST, List.of("ensemble")).size()).isEqualTo(3);
    }

    @Test
    void select_roleThatNoPointHas_saysWhichThereAre() {
        assertThatThrownBy(() -> PointSelection.select(MANIFEST, List.of("members")))
                .hasMessage(
                        "Unknown point: members. Model line has midpoint, endpoint-0, sample-0.");
    }

    @Test
    void select_modelWithOnePoint_isThatPointWhateverTheRole() {
        ModelManifest foreign =
                ModelManifest.newBuilder(MANIFEST)
                        .setPoints(
                                List.of(
                                        new ModelPoint(
                                                "model", PointRole.FOREIGN, List.of(), "serve")))
                        .build();

        assertThat(PointSelection.select(foreign, List.of("midpoint", "endpoints")).ids())
                .containsExactly("model");
    }

    @Test
    void signatures_severalPointsOfAModelWithOneForAll_thatOne() {
        PointSelection selection = PointSelection.parse(MANIFEST, "sample-0,midpoint");
        assertThat(PointSignatures.of(MANIFEST, selection))
                .isEqualTo(new PointSignatures(List.of("all-points"), 3, List.of(0, 2)));
    }

    @Test
    void signatures_onePoint_itsOwn() {
        PointSelection selection = PointSelection.parse(MANIFEST, "sample-0");
        assertThat(PointSignatures.of(MANIFEST, selection))
                .isEqualTo(new PointSignatures(List.of("sample-0"), 1, List.of(0)));
    }

    @Test
    void signatures_modelWithoutOneForAll_eachPointsOwn() {
        ModelManifest manifest =
                ModelManifest.newBuilder(MANIFEST).setAllPointsSignature("").build();
        PointSelection selection = PointSelection.parse(manifest, "sample-0,midpoint");
        assertThat(PointSignatures.of(manifest, selection))
                .isEqualTo(new PointSignatures(List.of("midpoint", "sample-0"), 2, List.of(0, 1)));
    }
}
