package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.ModelManifest;
import dev.midstream.SubspaceKind;
import dev.midstream.engine.Batching;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.LargerInputs;
import dev.midstream.job.intake.ModelInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelPlansTest {
    private static final ScoringSettings SETTINGS = TestModel.settings(TestModel.ALL);

    @TempDir private Path directory;
    private String line;

    @BeforeEach
    void writeModel() {
        line = TestModel.in(directory.resolve("line"), "line").path().toString();
    }

    @Test
    void open_modelsOfSeveralShapes_theirShapesOnce() throws Exception {
        List<ScoringPlan> plans =
                ModelPlans.open(List.of(line, other("twin", 8), other("large", 16)), SETTINGS);

        assertThat(plans).extracting(ScoringPlan::modelId).containsExactly("line", "twin", "large");
        assertThat(ModelPlans.shapes(plans))
                .containsExactly(new ModelInput(8, 8, 3, 10), new ModelInput(16, 16, 3, 10));
    }

    @Test
    void open_uri_leasedWithItsFiles() throws Exception {
        String uri = directory.resolve("line").toUri().toString();
        ScoringPlan plan = ModelPlans.open(List.of(uri), SETTINGS).get(0);

        assertThat(plan.location()).isEqualTo(uri);
        try (ModelLease lease = plan.lease()) {
            Path copy = lease.directory().path();
            assertThat(copy).isNotEqualTo(directory.resolve("line"));
            assertThat(copy.resolve("saved_model.pb"))
                    .hasSameBinaryContentAs(directory.resolve("line/saved_model.pb"));
        }
    }

    @Test
    void open_sameIdTwice_saysWhichTwo() {
        String copy = TestModel.in(directory.resolve("copy"), "line").path().toString();

        assertThatThrownBy(() -> ModelPlans.open(List.of(line, copy), SETTINGS))
                .hasMessage(
                        "Cannot score two models with the id line: %s and %s. Their figures would be one."
                                .formatted(line, copy));
    }

    @Test
    void open_modelsThatWantLargerImagesResized_allInOneWay() throws Exception {
        String first = resizing("first", 10);
        assertThat(ModelPlans.larger(ModelPlans.open(List.of(line), SETTINGS)))
                .isEqualTo(LargerInputs.REFUSED);
        assertThat(ModelPlans.larger(ModelPlans.open(List.of(line, first), SETTINGS)))
                .isEqualTo(new LargerInputs(0, 10, 8));
        assertThatThrownBy(() -> ModelPlans.open(List.of(first, resizing("second", 12)), SETTINGS))
                .hasMessage(
                        "Cannot score first and second in one job: they want larger images resized"
                                + " in different ways. Start a job for each.");
    }

    @Test
    void open_mirroredEnsemblesBesideAModelThatIsNoLine_onlyTheLineHasThem() throws Exception {
        ModelManifest standard =
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId("standard")
                        .setSubspace(SubspaceKind.POINT)
                        .build();
        String other = TestModel.in(directory.resolve("standard"), standard).path().toString();
        ScoringSettings mirrored =
                new ScoringSettings(
                        PanelChoice.parse("all", List.of("mirrored")),
                        new Reference.None(),
                        SETTINGS.batching(),
                        ClassChoice.NONE);

        List<ScoringPlan> plans = ModelPlans.open(List.of(line, other), mirrored);

        assertThat(plans.get(0).panel().judgedIds()).contains("endpoint-0+endpoint-1");
        assertThat(plans.get(1).panel().judgedIds())
                .containsExactlyElementsOf(plans.get(1).pointIds());
        assertThatThrownBy(() -> ModelPlans.open(List.of(other), mirrored))
                .hasMessageStartingWith("Invalid --ensemble: no two points of standard mirror");
    }

    private String resizing(String id, int shorterSide) {
        ModelManifest manifest =
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId(id)
                        .setInputResize(shorterSide)
                        .setInputCrop(8)
                        .build();
        return TestModel.in(directory.resolve(id), manifest).path().toString();
    }

    @Test
    void open_otherClasses_saysSo() {
        ModelManifest cats =
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId("cats")
                        .setClasses(Collections.nCopies(4, "cat"))
                        .build();
        String path = TestModel.in(directory.resolve("cats"), cats).path().toString();

        assertThatThrownBy(() -> ModelPlans.open(List.of(line, path), SETTINGS))
                .hasMessage(
                        "Cannot score cats: it has no class class 0, class 1, class 2, class 3,"
                                + " class 4 and 5 more. Models of one job have the same classes,"
                                + " in any order.");
    }

    @Test
    void open_classesInAnotherOrder_labelsAreMappedByName() throws Exception {
        List<String> reversed = new ArrayList<>(TestModel.manifest().getClasses());
        Collections.reverse(reversed);
        ModelManifest turned =
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId("turned")
                        .setClasses(reversed)
                        .build();
        String path = TestModel.in(directory.resolve("turned"), turned).path().toString();

        List<ScoringPlan> plans = ModelPlans.open(List.of(line, path), SETTINGS);

        assertThat(plans.get(0).panel().mapping()).isEqualTo(ClassMapping.identity(10));
        assertThat(plans.get(1).panel().mapping().keepsAll()).isTrue();
        assertThat(plans.get(1).panel().mapping().position(0)).isEqualTo(9);
        assertThat(plans.get(1).panel().mapping().position(9)).isZero();
    }

    @Test
    void open_dataSetWithSomeOfTheClasses_onlyThoseCount() throws Exception {
        ScoringSettings some =
                new ScoringSettings(
                        SETTINGS.choice(),
                        SETTINGS.reference(),
                        SETTINGS.batching(),
                        new ClassChoice(List.of("class 7", "wolf"), Map.of("wolf", "class 2")));

        ScoringPlan plan = ModelPlans.open(List.of(line), some).get(0);

        assertThat(plan.panel().mapping().kept()).containsExactly(2, 7);
        assertThat(plan.panel().classes()).isEqualTo(2);
        assertThat(plan.panel().mapping().position(7)).isEqualTo(1);
        assertThat(plan.panel().mapping().position(3)).isEqualTo(ClassMapping.NO_CLASS);
        assertThat(plan.input().classes()).isEqualTo(10);
    }

    @Test
    void open_dataSetClassThatTheModelLacks_saysWhichAndWhatToDo() {
        ScoringSettings some =
                new ScoringSettings(
                        SETTINGS.choice(),
                        SETTINGS.reference(),
                        SETTINGS.batching(),
                        new ClassChoice(List.of("class 7", "wolf"), Map.of()));

        assertThatThrownBy(() -> ModelPlans.open(List.of(line), some))
                .hasMessage(
                        "Invalid --classes: the model has no wolf. Map their names with"
                                + " --class-map.");
    }

    @Test
    void open_referenceThatIsNotJudged_saysWhatIs() {
        ScoringSettings settings =
                new ScoringSettings(
                        PanelChoice.parse("endpoints", List.of("none")),
                        Reference.parse("line/midpoint"),
                        new Batching(32, 1),
                        ClassChoice.NONE);

        assertThatThrownBy(() -> ModelPlans.open(List.of(line), settings))
                .hasMessage(
                        "Cannot compare with line/midpoint: judged are line/endpoint-0,"
                                + " line/endpoint-1.");
    }

    private String other(String id, int side) {
        ModelManifest manifest =
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId(id)
                        .setInputHeight(side)
                        .setInputWidth(side)
                        .build();
        return TestModel.in(directory.resolve(id), manifest).path().toString();
    }
}
