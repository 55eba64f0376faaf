package dev.midstream.job.sequence;

import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.copies.CopyKey;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.labels.LabelJoin;
import dev.midstream.job.labels.LabelWaiting;
import dev.midstream.job.metric.CumulativeSums;
import dev.midstream.job.metric.LocalSumsOperator;
import dev.midstream.job.metric.WindowedDelta;
import dev.midstream.job.rollout.LocalRollouts;
import dev.midstream.job.scoring.ScoredImage;
import dev.midstream.job.scoring.ScoringHarness;
import dev.midstream.job.state.ReportingOperator;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The job's operators between its sources and its sinks, connected as in the job. What an operator
 * sends is taken by the next one at once.
 */
final class Operators implements AutoCloseable {
    private static final Duration REPORTS = Duration.ofSeconds(1);
    private static final Duration LOCAL_SUMS = Duration.ofMillis(100);
    private static final long LOADING_CHECK_MILLIS = 50;
    private static final LabelWaiting WAITING =
            new LabelWaiting(Duration.ofDays(1).toMillis(), 100_000, 100_000);

    private final LocalRollouts rollouts;
    private final Stage<
                    KeyedTwoInputStreamOperatorTestHarness<
                            Integer, LabelledImage, ModelChange, ScoredImage>,
                    ScoredImage>
            scoring;
    private final Stage<
                    KeyedTwoInputStreamOperatorTestHarness<
                            String, ScoredImage, ArrivedLabel, ScoredImage>,
                    ScoredImage>
            joins;
    private final Stage<
                    OneInputStreamOperatorTestHarness<ScoredImage, WindowedDelta>, WindowedDelta>
            local;
    private final Stage<
                    OneInputStreamOperatorTestHarness<ScoredImage, WindowedDelta>, WindowedDelta>
            localOfJoined;
    private final Stage<
                    KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>,
                    KafkaMessage>
            sums;
    private final CopyKey copyKey = new CopyKey();
    private final Sinks sinks;
    private long millis;

    /** Takes what the job would send to Kafka. */
    interface Sinks {
        void figures(KafkaMessage message);

        void letter();
    }

    /** The state of operators that have one. */
    record State(Stage.State scoring, Stage.State joins, Stage.State sums) {}

    /**
     * Opens the operators, with the state of earlier ones if there is any.
     *
     * @param millis the time of the clock
     */
    Operators(Models models, long millis, int parallelism, @Nullable State state, Sinks sinks)
            throws Exception {
        this.sinks = sinks;
        this.millis = millis;
        rollouts = new LocalRollouts(parallelism);
        sums =
                new Stage<>(
                        millis,
                        parallelism,
                        state == null ? null : state.sums(),
                        subtask -> sums(parallelism, subtask));
        local = new Stage<>(millis, parallelism, null, subtask -> localSums());
        localOfJoined = new Stage<>(millis, parallelism, null, subtask -> localSums());
        joins =
                new Stage<>(
                        millis,
                        parallelism,
                        state == null ? null : state.joins(),
                        subtask ->
                                new KeyedTwoInputStreamOperatorTestHarness<>(
                                        new LabelJoin(WAITING),
                                        LabelJoin::key,
                                        LabelJoin::key,
                                        Types.STRING,
                                        Stage.MAX_PARALLELISM,
                                        parallelism,
                                        subtask));
        scoring =
                new Stage<>(
                        millis,
                        parallelism,
                        state == null ? null : state.scoring(),
                        subtask ->
                                ScoringHarness.keyed(
                                        models.setup(),
                                        rollouts,
                                        Stage.MAX_PARALLELISM,
                                        parallelism,
                                        subtask));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage> sums(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                ReportingOperator.of(new CumulativeSums(15, REPORTS, Windows.NONE)),
                sums -> RobustnessMetrics.keyText(sums.delta().key()),
                Types.STRING,
                Stage.MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private static OneInputStreamOperatorTestHarness<ScoredImage, WindowedDelta> localSums()
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new LocalSumsOperator(LOCAL_SUMS, Windows.NONE));
    }

    void image(LabelledImage image) throws Exception {
        scoring.of(copyKey.getKey(image)).processElement1(image, 0);
        pass();
    }

    void label(ArrivedLabel label) throws Exception {
        joins.of(LabelJoin.key(label)).processElement2(label, 0);
        pass();
    }

    /** Announces a model, and waits until it is decided whether it is used. */
    void announce(ModelChange.Action action, String model) throws Exception {
        int before = rollouts.decisions();
        for (var subtask : scoring.subtasks()) {
            subtask.processElement2(
                    new StreamRecord<>(
                            new ModelChange(
                                    action,
                                    model,
                                    0,
                                    new ConsumedRecord("models", 0, 0, 0, null, new byte[1]))));
        }
        if (action == ModelChange.Action.ADD) {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> {
                                setTime(millis + LOADING_CHECK_MILLIS);
                                return rollouts.decisions() > before;
                            });
        }
        pass();
    }

    /** Lets time pass until nothing is due any more. */
    void letTimePass() throws Exception {
        for (Duration due : List.of(Models.LINGER, LOCAL_SUMS, REPORTS)) {
            setTime(millis + due.toMillis() + 1);
            pass();
        }
    }

    /** Takes a checkpoint: the barrier goes through one operator after another. */
    State snapshot(long checkpoint) throws Exception {
        scoring.prepareSnapshot(checkpoint);
        pass();
        Stage.State scoringState = scoring.snapshot(checkpoint);
        joins.prepareSnapshot(checkpoint);
        local.prepareSnapshot(checkpoint);
        pass();
        Stage.State joinState = joins.snapshot(checkpoint);
        localOfJoined.prepareSnapshot(checkpoint);
        pass();
        return new State(scoringState, joinState, sums.snapshot(checkpoint));
    }

    /** Returns the time of the clock. */
    long millis() {
        return millis;
    }

    private void setTime(long time) throws Exception {
        millis = time;
        for (Stage<?, ?> stage : List.of(scoring, joins, local, localOfJoined, sums)) {
            stage.setTime(time);
        }
    }

    private void pass() throws Exception {
        scoring.drain(
                (subtask, sent) -> {
                    ScoredImage image = sent.getValue();
                    if (LabelJoin.isLabelled(image)) {
                        local.subtask(subtask).processElement(sent);
                    } else {
                        joins.of(LabelJoin.key(image)).processElement1(sent);
                    }
                });
        scoring.drain(Intake.DEAD_LETTERS, letter -> sinks.letter());
        joins.drain((subtask, sent) -> localOfJoined.subtask(subtask).processElement(sent));
        local.drain(this::add);
        localOfJoined.drain(this::add);
        sums.drain((subtask, sent) -> sinks.figures(sent.getValue()));
    }

    private void add(int from, StreamRecord<WindowedDelta> sent) throws Exception {
        sums.of(RobustnessMetrics.keyText(sent.getValue().delta().key())).processElement(sent);
    }

    @Override
    public void close() throws Exception {
        for (Stage<?, ?> stage : List.of(scoring, joins, local, localOfJoined, sums)) {
            stage.close();
        }
    }
}
