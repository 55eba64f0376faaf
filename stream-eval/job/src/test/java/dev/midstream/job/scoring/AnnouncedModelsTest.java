package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.DeadLetter;
import dev.midstream.ModelManifest;
import dev.midstream.ModelRunState;
import dev.midstream.ModelStatus;
import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.panel.EnsembleChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come and go while images are scored. */
final class AnnouncedModelsTest {
    @TempDir private Path directory;
    private ModelDirectory first;
    private ModelDirectory second;
    private final ScoringProbe probe = new ScoringProbe();

    @BeforeEach
    void writeModels() {
        first = TestModel.in(directory.resolve("first"), "first");
        second = TestModel.in(directory.resolve("second"), "second");
    }

    @Test
    void add_anotherModel_bothAnswerFromThenOn() throws Exception {
        try (var harness = harness()) {
            harness.open();
            assertThat(probe.scoredBy(harness)).containsExactly("first");
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            assertThat(letters(harness)).isEmpty();
        }
    }

    @Test
    void add_modelThatIsNoLineWhereMirroredPointsAreJudged_answersWithout() throws Exception {
        ModelManifest standard =
                ModelManifest.newBuilder(TestModel.manifest())
                        .setModelId("standard")
                        .setSubspace(SubspaceKind.POINT)
                        .build();
        Path other = TestModel.in(directory.resolve("standard"), standard).path();
        ScoringSettings usual = TestModel.settings(TestModel.ALL);
        ScoringSettings mirrored =
                usual.judging(
                        new PanelChoice(
                                usual.choice().points(),
                                EnsembleChoice.of(List.of("mirrored")),
                                usual.choice().temperatures()));
        try (var harness = harness(new ModelLocations(List.of(directory.toString())), mirrored)) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, other);
            probe.awaitScoredBy(harness, "first", "standard");
            assertThat(letters(harness)).isEmpty();
        }
    }

    @Test
    void add_theSameModelAgain_changesNothing() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, first.path());
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            assertThat(letters(harness)).isEmpty();
        }
    }

    @Test
    void drop_byLocationOrId_theOthersAnswer() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            ScoringProbe.announce(harness, Action.DROP, first.path());
            assertThat(probe.scoredBy(harness)).containsExactly("second");
            ScoringProbe.announce(harness, Action.DROP, Path.of("second"));
            assertThat(probe.scoredBy(harness)).isEmpty();
            ScoringProbe.announce(harness, Action.DROP, Path.of("third"));
            assertThat(letters(harness))
                    .extracting(DeadLetter::getReason)
                    .containsExactly(
                            "Cannot drop model third: no model with this location or id is"
                                    + " running.");
        }
    }

    @Test
    void add_modelThatCannotBeUsed_deadLetterAndTheOthersGoOn() throws Exception {
        Path tampered = TestModel.in(directory.resolve("tampered"), "tampered").path();
        Files.write(tampered.resolve("saved_model.pb"), new byte[] {1});
        Path impostor = TestModel.in(directory.resolve("impostor"), "first").path();
        Files.writeString(impostor.resolve("notes.txt"), "another one");
        ModelDirectory.seal(impostor, first.manifest());
        Path classes =
                TestModel.in(
                                directory.resolve("classes"),
                                ModelManifest.newBuilder(TestModel.manifest())
                                        .setModelId("classes")
                                        .setClasses(Collections.nCopies(10, "cat"))
                                        .build())
                        .path();
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, tampered);
            ScoringProbe.announce(harness, Action.ADD, impostor);
            ScoringProbe.announce(harness, Action.ADD, classes);
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            assertThat(letters(harness))
                    .extracting(DeadLetter::getFault)
                    .containsOnly("UNUSABLE_MODEL");
            assertThat(letters(harness))
                    .extracting(DeadLetter::getReason)
                    .containsExactly(
                            "Cannot use model "
                                    + tampered
                                    + ": saved_model.pb has 1 bytes, not the 38991 of its manifest."
                                    + " Export it again.",
                            "Cannot add model first: the job has scored another one with this id,"
                                    + " and keeps figures by id. Give it another id.",
                            "Cannot score classes: it has no class class 0, class 1, class 2, class"
                                + " 3, class 4 and 5 more. Models of one job have the same classes,"
                                + " in any order.");
            assertThat(letters(harness).get(0).getValue()).isNotNull();
        }
    }

    @Test
    void restore_afterSnapshot_theSameModelsAnswerTheFirstImage() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second.path());
            ScoringProbe.announce(harness, Action.DROP, first.path());
            probe.awaitScoredBy(harness, "second");
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            assertThat(probe.scoredBy(harness)).containsExactly("second");
        }
    }

    @Test
    void drop_whatWasAdded_leavesNothingInTheState() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            ScoringProbe.announce(harness, Action.DROP, second.path());
            assertThat(kept(harness)).isEmpty();
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            ScoringProbe.announce(harness, Action.DROP, Path.of("second"));
            assertThat(kept(harness)).isEmpty();
            // Dropped by its id while it still loads, and refused ones.
            ScoringProbe.announce(harness, Action.ADD, second.path());
            ScoringProbe.announce(harness, Action.DROP, Path.of("second"));
            ScoringProbe.announce(harness, Action.ADD, directory.resolve("nowhere"));
            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(
                            () -> {
                                assertThat(probe.scoredBy(harness)).containsExactly("first");
                                assertThat(kept(harness)).isEmpty();
                            });
            assertThat(letters(harness)).hasSize(1);
        }
    }

    @Test
    void drop_modelThatTheJobBeganWith_rememberedOnceUntilItIsAdded() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.DROP, Path.of("first"));
            ScoringProbe.announce(harness, Action.ADD, first.path());
            probe.awaitScoredBy(harness, "first");
            ScoringProbe.announce(harness, Action.DROP, first.path());
            assertThat(kept(harness)).containsExactly("DROP " + first.path());
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            assertThat(probe.scoredBy(harness)).isEmpty();
            ScoringProbe.announce(harness, Action.ADD, first.path());
            probe.awaitScoredBy(harness, "first");
            assertThat(kept(harness))
                    .containsExactly("DROP " + first.path(), "ADD " + first.path());
        }
    }

    @Test
    void drop_modelThatTheJobBeganWithTwice_theSecondIsRefusedAndForgotten() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.DROP, first.path());
            assertThat(letters(harness)).isEmpty();
            ScoringProbe.announce(harness, Action.DROP, first.path());
            assertThat(letters(harness)).hasSize(1);
            assertThat(kept(harness)).containsExactly("DROP " + first.path());
        }
    }

    @Test
    void restore_withFewerLocations_refusedAndForgotten() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second.path());
            probe.awaitScoredBy(harness, "first", "second");
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(new ModelLocations(List.of("/elsewhere")))) {
            harness.initializeState(snapshot);
            harness.open();
            assertThat(probe.scoredBy(harness)).containsExactly("first");
            assertThat(letters(harness))
                    .extracting(DeadLetter::getFault, DeadLetter::getReason)
                    .containsExactly(
                            tuple(
                                    "MODEL_NOT_ALLOWED",
                                    "The model "
                                            + second.path()
                                            + " does not lie where this job takes announced models"
                                            + " from (/elsewhere). Start the job with"
                                            + " --model-location."));
            assertThat(ScoringHarness.statuses(harness))
                    .last()
                    .satisfies(
                            status -> {
                                assertThat(status.getState()).isEqualTo(ModelRunState.REFUSED);
                                assertThat(status.getLocation())
                                        .isEqualTo(second.path().toString());
                            });
            assertThat(kept(harness)).isEmpty();
        }
    }

    @Test
    void restore_stateOfTheFirstVersion_followed() throws Exception {
        try (var harness = AnnouncedModelsState.harness()) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            OperatorSnapshotUtil.getResourceFilename(
                                    "state/announced-models-v1-snapshot")));
            harness.open();
            // The model was there then.
            assertThat(letters(harness))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.getOffset()).isEqualTo(5);
                                assertThat(letter.getTopic()).isEqualTo("models");
                                assertThat(letter.getValue())
                                        .isEqualTo(ByteBuffer.wrap(new byte[] {5}));
                                assertThat(letter.getReason())
                                        .startsWith("Cannot read model /models/announced");
                            });
            assertThat(kept(harness)).containsExactly("DROP /models/m");
            assertThat(ScoringHarness.statuses(harness))
                    .extracting(ModelStatus::getLocation, ModelStatus::getState)
                    .contains(
                            tuple("/models/m", ModelRunState.DROPPED),
                            tuple("/models/n", ModelRunState.RUNNING));
        }
    }

    private TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness()
            throws Exception {
        return harness(new ModelLocations(List.of(directory.toString())));
    }

    private TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness(
            ModelLocations locations) throws Exception {
        return harness(locations, TestModel.settings(TestModel.ALL));
    }

    private TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness(
            ModelLocations locations, ScoringSettings settings) throws Exception {
        return ScoringHarness.of(
                new ScoringSetup(
                        List.of(TestModel.plan(first, TestModel.ALL)),
                        settings,
                        locations,
                        Duration.ofMillis(20),
                        1_000_000,
                        "job",
                        0,
                        plan ->
                                FakeScorer.of(
                                        (pixels, images) ->
                                                new float[images * 3 * TestModel.CLASSES])));
    }

    private static List<DeadLetter> letters(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness)
            throws Exception {
        return ScoringHarness.letters(harness);
    }

    private static List<String> kept(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness)
            throws Exception {
        return ((ScoringOperator) harness.getOperator())
                .announcements().inOrder().stream()
                        .map(change -> change.action() + " " + change.model())
                        .toList();
    }
}
