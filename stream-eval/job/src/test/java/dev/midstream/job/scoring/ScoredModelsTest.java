package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.DeadLetter;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An id stands for one model, as long as the job has figures of it. */
final class ScoredModelsTest {
    private static final String REFUSAL =
            "Cannot add model second: the job has scored another one with this id, and keeps"
                    + " figures by id. Give it another id.";

    @TempDir private Path directory;
    private ModelDirectory first;
    private Path second;
    private final ScoringProbe probe = new ScoringProbe();

    @BeforeEach
    void writeModels() {
        first = TestModel.in(directory.resolve("first"), "first");
        second = TestModel.in(directory.resolve("second"), "second").path();
    }

    @Test
    void add_anotherModelUnderADroppedId_refusedUntilItIsTheSameAgain() throws Exception {
        try (var harness = harness(first)) {
            harness.open();
            addAndDrop(harness);
            Path notes = retrain(second);
            ScoringProbe.announce(harness, Action.ADD, second);
            awaitLetters(harness, REFUSAL);
            assertThat(probe.scoredBy(harness)).containsExactly("first");

            Files.delete(notes);
            seal(second);
            ScoringProbe.announce(harness, Action.ADD, second);
            probe.awaitScoredBy(harness, "first", "second");
            assertThat(ScoringHarness.letters(harness)).hasSize(1);
        }
    }

    @Test
    void restore_anotherModelUnderADroppedId_refused() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(first)) {
            harness.open();
            addAndDrop(harness);
            snapshot = harness.snapshot(1, 1);
        }
        retrain(second);
        try (var harness = harness(first)) {
            harness.initializeState(snapshot);
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second);
            awaitLetters(harness, REFUSAL);
            assertThat(probe.scoredBy(harness)).containsExactly("first");
        }
    }

    @Test
    void restore_anotherModelUnderTheIdOfOneThatTheJobBeganWith_cannotStart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(first)) {
            harness.open();
            snapshot = harness.snapshot(1, 1);
        }
        retrain(first.path());
        try (var harness = harness(ModelDirectory.open(first.path()))) {
            harness.initializeState(snapshot);
            assertThatThrownBy(harness::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Cannot score with the model in %s: the job has scored another one with"
                                    + " the id first before, and keeps figures by id. Give it"
                                    + " another id.",
                            first.path());
        }
    }

    private void addAndDrop(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness)
            throws Exception {
        ScoringProbe.announce(harness, Action.ADD, second);
        probe.awaitScoredBy(harness, "first", "second");
        ScoringProbe.announce(harness, Action.DROP, second);
        assertThat(probe.scoredBy(harness)).containsExactly("first");
    }

    /** Makes another model of one, with the same id, and returns what differs. */
    private static Path retrain(Path model) throws Exception {
        Path notes = Files.writeString(model.resolve("notes.txt"), "another one");
        seal(model);
        return notes;
    }

    private static void seal(Path model) throws Exception {
        ModelDirectory.seal(model, ModelDirectory.openVerified(model).manifest());
    }

    private void awaitLetters(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            String... reasons) {
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            probe.scoredBy(harness);
                            assertThat(ScoringHarness.letters(harness))
                                    .extracting(DeadLetter::getReason)
                                    .containsExactly(reasons);
                        });
    }

    private TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness(
            ModelDirectory model) throws Exception {
        return ScoringHarness.of(
                new ScoringSetup(
                        List.of(TestModel.plan(model, TestModel.ALL)),
                        TestModel.settings(TestModel.ALL),
                        new ModelLocations(List.of(directory.toString())),
                        Duration.ofMillis(20),
                        1_000_000,
                        "job",
                        0,
                        plan ->
                                FakeScorer.of(
                                        (pixels, images) ->
                                                new float[images * 3 * TestModel.CLASSES])));
    }
}
