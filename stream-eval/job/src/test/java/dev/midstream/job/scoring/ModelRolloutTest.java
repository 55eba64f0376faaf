package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.midstream.DeadLetter;
import dev.midstream.ModelFailure;
import dev.midstream.ModelRunState;
import dev.midstream.ModelStatus;
import dev.midstream.engine.Scorer;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.job.rollout.LocalRollouts;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model counts from the moment when all subtasks have it. */
final class ModelRolloutTest {
    private static final AtomicInteger ATTEMPTS = new AtomicInteger();
    private static final ScorerOpener WORKS = plan -> scorer();
    private static final ScorerOpener CANNOT_OPEN_THE_SECOND =
            plan -> {
                if (plan.modelId().equals("second")) {
                    throw new IllegalStateException("The processor is too old.");
                }
                return scorer();
            };
    private static final ScorerOpener FAILS_TWICE =
            plan -> {
                if (plan.modelId().equals("second") && ATTEMPTS.incrementAndGet() <= 2) {
                    throw new IOException("connection reset");
                }
                return scorer();
            };

    @TempDir private Path directory;
    private ModelDirectory first;
    private ModelDirectory second;
    private final LocalRollouts rollouts = new LocalRollouts(2);
    private final ScoringProbe probe = new ScoringProbe();

    @BeforeEach
    void writeModels() {
        first = TestModel.in(directory.resolve("first"), "first");
        second = TestModel.in(directory.resolve("second"), "second");
        ATTEMPTS.set(0);
    }

    @Test
    void add_oneSubtaskHasNotLoadedIt_nobodyScoresWithItUntilAllHave() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.open();
            other.open();
            ScoringProbe.announce(one, Action.ADD, second.path().toString());
            awaitReady(one, 1);
            assertThat(probe.scoredBy(one)).containsExactly("first");

            ScoringProbe.announce(other, Action.ADD, second.path().toString());

            probe.awaitScoredBy(other, "first", "second");
            assertThat(probe.scoredBy(one)).containsExactly("first", "second");
            assertThat(latest(one))
                    .extracting(ModelStatus::getState, ModelStatus::getReady)
                    .containsExactly(ModelRunState.RUNNING, 2);
            assertThat(latest(one).getModelId()).isEqualTo("second");
            assertThat(latest(one).getHosts()).isNotEmpty();
        }
    }

    @Test
    void add_oneSubtaskCannotLoadIt_nobodyScoresWithItAndTheStatusSaysWhoAndWhy() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, CANNOT_OPEN_THE_SECOND)) {
            one.open();
            other.open();
            ScoringProbe.announce(one, Action.ADD, second.path().toString());
            awaitReady(one, 1);
            ScoringProbe.announce(other, Action.ADD, second.path().toString());

            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(
                            () -> {
                                probe.scoredBy(other);
                                assertThat(latest(one).getState()).isEqualTo(ModelRunState.REFUSED);
                            });
            assertThat(probe.scoredBy(one)).containsExactly("first");
            assertThat(probe.scoredBy(other)).containsExactly("first");
            assertThat(latest(one).getFailures())
                    .extracting(ModelFailure::getSubtask, ModelFailure::getReason)
                    .containsExactly(tuple(1, "The processor is too old."));
            assertThat(latest(one).getReason()).isEqualTo("The processor is too old.");
            assertThat(ScoringHarness.letters(one))
                    .extracting(DeadLetter::getReason)
                    .containsExactly("The processor is too old.");
            assertThat(ScoringHarness.letters(other)).isEmpty();
        }
    }

    @Test
    void add_refusedBeforeASubtaskHearsOfIt_refusedThereToo() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, CANNOT_OPEN_THE_SECOND)) {
            one.open();
            other.open();
            ScoringProbe.announce(other, Action.ADD, second.path().toString());
            awaitRefused(one, other);

            ScoringProbe.announce(one, Action.ADD, second.path().toString());

            assertThat(probe.scoredBy(one)).containsExactly("first");
            assertThat(ScoringHarness.letters(one)).hasSize(1);
            // The next one of the same place is another announcement.
            ScoringProbe.announce(one, Action.ADD, directory.resolve("nowhere").toString());
            ScoringProbe.announce(other, Action.ADD, directory.resolve("nowhere").toString());
            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(
                            () -> {
                                probe.scoredBy(one);
                                probe.scoredBy(other);
                                assertThat(ScoringHarness.letters(one)).hasSize(2);
                            });
        }
    }

    @Test
    void add_failureThatMayPass_triedAgainUntilAllHaveIt() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, FAILS_TWICE)) {
            one.open();
            other.open();
            ScoringProbe.announce(one, Action.ADD, second.path().toString());
            ScoringProbe.announce(other, Action.ADD, second.path().toString());

            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(
                            () -> {
                                probe.scoredBy(other);
                                assertThat(latest(one).getState())
                                        .isEqualTo(ModelRunState.RETRYING);
                            });
            assertThat(latest(one).getFailures())
                    .extracting(ModelFailure::getReason)
                    .containsExactly("connection reset");
            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(
                            () -> {
                                // The pauses are 1 s and 2 s.
                                probe.pass(Duration.ofMillis(500));
                                probe.scoredBy(one);
                                assertThat(probe.scoredBy(other))
                                        .containsExactly("first", "second");
                            });
            assertThat(ATTEMPTS).hasValue(3);
            assertThat(probe.scoredBy(one)).containsExactly("first", "second");
            assertThat(latest(one).getState()).isEqualTo(ModelRunState.RUNNING);
            assertThat(ScoringHarness.letters(one)).isEmpty();
        }
    }

    @Test
    void drop_whileOthersStillLoad_givenUpByAll() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.open();
            other.open();
            ScoringProbe.announce(one, Action.ADD, second.path().toString());
            ScoringProbe.announce(one, Action.DROP, "second");
            ScoringProbe.announce(other, Action.ADD, second.path().toString());
            probe.scoredBy(one);
            ScoringProbe.announce(other, Action.DROP, "second");

            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(
                            () -> {
                                assertThat(probe.scoredBy(one)).containsExactly("first");
                                assertThat(probe.scoredBy(other)).containsExactly("first");
                                assertThat(latest(one).getState()).isEqualTo(ModelRunState.DROPPED);
                            });
            assertThat(ScoringHarness.letters(one)).isEmpty();
        }
    }

    @Test
    void restore_onlyOneSubtaskStillHasIt_givenUpByAll() throws Exception {
        OperatorSubtaskState with;
        OperatorSubtaskState without;
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.open();
            other.open();
            without = other.snapshot(1, 1);
            ScoringProbe.announce(one, Action.ADD, second.path().toString());
            with = one.snapshot(1, 1);
        }
        rollouts.reset(0);
        rollouts.reset(1);
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.initializeState(with);
            one.open();
            other.initializeState(without);
            other.open();

            assertThat(probe.scoredBy(one)).containsExactly("first");
            assertThat(probe.scoredBy(other)).containsExactly("first");
            assertThat(ScoringHarness.statuses(one))
                    .filteredOn(status -> status.getLocation().equals(second.path().toString()))
                    .last()
                    .extracting(ModelStatus::getState, ModelStatus::getReason)
                    .containsExactly(ModelRunState.REFUSED, "It was given up before the restart.");
        }
    }

    @Test
    void restore_nothingDecidedYet_theFirstImageWaits() throws Exception {
        OperatorSubtaskState snapshot;
        LocalRollouts alone = new LocalRollouts(1);
        try (var harness = harness(alone, 1, 0, WORKS)) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second.path().toString());
            probe.awaitScoredBy(harness, "first", "second");
            snapshot = harness.snapshot(1, 1);
        }
        alone.reset(0);
        alone.hold();
        try (var harness = harness(alone, 1, 0, WORKS)) {
            harness.initializeState(snapshot);
            harness.open();
            // The decision comes while the image waits; without it this would fail.
            assertThat(probe.scoredBy(harness)).containsExactly("first", "second");
        }
    }

    @Test
    void restore_withMoreSubtasks_allScoreWithIt() throws Exception {
        OperatorSubtaskState snapshot;
        LocalRollouts alone = new LocalRollouts(1);
        try (var harness = harness(alone, 1, 0, WORKS)) {
            harness.open();
            ScoringProbe.announce(harness, Action.ADD, second.path().toString());
            probe.awaitScoredBy(harness, "first", "second");
            snapshot = harness.snapshot(1, 1);
        }
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.initializeState(snapshot);
            one.open();
            other.initializeState(snapshot);
            other.open();
            assertThat(probe.scoredBy(one)).containsExactly("first", "second");
            assertThat(probe.scoredBy(other)).containsExactly("first", "second");
        }
    }

    @Test
    void reset_oneSubtaskStartsAgain_usesWhatTheOthersUse() throws Exception {
        try (var one = subtask(0, WORKS)) {
            one.open();
            OperatorSubtaskState snapshot;
            try (var other = subtask(1, WORKS)) {
                other.open();
                ScoringProbe.announce(one, Action.ADD, second.path().toString());
                ScoringProbe.announce(other, Action.ADD, second.path().toString());
                probe.awaitScoredBy(one, "first");
                probe.awaitScoredBy(other, "first", "second");
                snapshot = other.snapshot(1, 1);
            }
            rollouts.reset(1);
            try (var other = subtask(1, WORKS)) {
                other.initializeState(snapshot);
                other.open();
                assertThat(probe.scoredBy(other)).containsExactly("first", "second");
                assertThat(probe.scoredBy(one)).containsExactly("first", "second");
            }
        }
    }

    @Test
    void endInput_ofOneSubtask_doesNotHoldUpTheOthers() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.open();
            other.open();
            other.endInput1();
            ScoringProbe.announce(one, Action.ADD, second.path().toString());
            probe.awaitScoredBy(one, "first", "second");
        }
    }

    @Test
    void status_everyMinute_saidAgain() throws Exception {
        try (var one = subtask(0, WORKS);
                var other = subtask(1, WORKS)) {
            one.open();
            other.open();
            int before = ScoringHarness.statuses(one).size();
            one.setProcessingTime(59_000);
            assertThat(ScoringHarness.statuses(one)).hasSize(before);
            one.setProcessingTime(60_000);
            assertThat(ScoringHarness.statuses(one)).hasSize(before + 1);
            one.setProcessingTime(120_000);
            assertThat(ScoringHarness.statuses(one)).hasSize(before + 2);
            assertThat(latest(one).getModelId()).isEqualTo("first");
        }
    }

    private static Scorer scorer() {
        return FakeScorer.of((pixels, images) -> new float[images * 3 * TestModel.CLASSES]);
    }

    private TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> subtask(
            int index, ScorerOpener opener) throws Exception {
        return harness(rollouts, 2, index, opener);
    }

    private TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness(
            LocalRollouts decisions, int parallelism, int index, ScorerOpener opener)
            throws Exception {
        return ScoringHarness.of(
                new ScoringSetup(
                        List.of(TestModel.plan(first, TestModel.ALL)),
                        TestModel.settings(TestModel.ALL),
                        new ModelLocations(List.of(directory.toString())),
                        Duration.ofMillis(20),
                        1_000_000,
                        "job",
                        0,
                        opener),
                decisions,
                parallelism,
                index);
    }

    private static ModelStatus latest(TwoInputStreamOperatorTestHarness<?, ?, ?> harness)
            throws Exception {
        List<ModelStatus> statuses = ScoringHarness.statuses(harness);
        return statuses.get(statuses.size() - 1);
    }

    private void awaitReady(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness,
            int subtasks) {
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            probe.scoredBy(harness);
                            assertThat(latest(harness).getReady()).isEqualTo(subtasks);
                            assertThat(latest(harness).getModelId()).isEqualTo("second");
                        });
    }

    private void awaitRefused(
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> first,
            TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> failing) {
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            probe.scoredBy(failing);
                            assertThat(latest(first).getState()).isEqualTo(ModelRunState.REFUSED);
                        });
    }
}
