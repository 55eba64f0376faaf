package dev.midstream.job.sequence;

import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.metrics.PointSums;
import dev.midstream.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job between a topic that it reads and topics that it writes in transactions: what it has sent
 * since a checkpoint is gone after a failure, and it reads on from the checkpoint.
 */
final class HarnessedJob implements AutoCloseable {
    private static final AvroWire<RobustnessMetric> WIRE = AvroWire.of(RobustnessMetric.class);
    private static final Duration START = Duration.ofDays(1);
    private static final Duration SET_BACK = Duration.ofMinutes(10);

    private final Models models;
    private final List<Step.Input> topic = new ArrayList<>();
    private final Map<String, PointSums> figures = new HashMap<>();
    private int letters;

    private final List<KafkaMessage> sent = new ArrayList<>();
    private int sentLetters;

    private Operators operators;
    private Operators.@Nullable State state;
    private int committed;
    private int parallelism = 1;
    private long checkpoint;

    HarnessedJob(Models models) throws Exception {
        this.models = models;
        this.operators =
                new Operators(models, START.toMillis(), parallelism, null, new Transactions());
    }

    void take(Step step) throws Exception {
        if (step instanceof Step.Input input) {
            topic.add(input);
            read(topic.size() - 1);
        } else if (step instanceof Step.TimePasses) {
            operators.letTimePass();
        } else if (step instanceof Step.Checkpoint) {
            complete();
            commitFigures();
        } else if (step instanceof Step.LostCommit) {
            complete();
            restart(parallelism, operators.millis());
        } else if (step instanceof Step.Failure failure) {
            restart(failure.parallelism(), operators.millis());
        } else if (step instanceof Step.ClockSetBack) {
            restart(parallelism, operators.millis() - SET_BACK.toMillis());
        } else if (step instanceof Step.Rescale rescale) {
            complete();
            commitFigures();
            restart(rescale.parallelism(), operators.millis());
        }
    }

    /** Returns the latest committed sums by the text of their key. */
    Map<String, PointSums> figures() {
        return figures;
    }

    /** Returns the number of committed dead letters. */
    int letters() {
        return letters;
    }

    private void read(int position) throws Exception {
        Step.Input input = topic.get(position);
        if (input instanceof Step.Picture picture) {
            operators.image(Pictures.image(picture));
        } else if (input instanceof Step.Poison) {
            operators.image(Pictures.poison(position));
        } else if (input instanceof Step.Label label) {
            operators.label(Pictures.label(label));
        } else if (input instanceof Step.Add add) {
            operators.announce(Action.ADD, models.location(add.model()));
        } else if (input instanceof Step.Drop drop) {
            operators.announce(Action.DROP, models.location(drop.model()));
        }
    }

    private void complete() throws Exception {
        state = operators.snapshot(++checkpoint);
        committed = topic.size();
        letters += sentLetters;
        sentLetters = 0;
    }

    private void commitFigures() throws Exception {
        for (KafkaMessage message : sent) {
            RobustnessMetric metric = WIRE.decode(message.value());
            figures.put(
                    RobustnessMetrics.keyText(metric.getKey()),
                    RobustnessMetrics.pointSums(metric));
        }
        sent.clear();
    }

    private void restart(int subtasks, long millis) throws Exception {
        operators.close();
        sent.clear();
        sentLetters = 0;
        parallelism = subtasks;
        operators = new Operators(models, millis, parallelism, state, new Transactions());
        for (int position = committed; position < topic.size(); position++) {
            read(position);
        }
    }

    /** The open transactions. */
    private final class Transactions implements Operators.Sinks {
        @Override
        public void figures(KafkaMessage message) {
            sent.add(message);
        }

        @Override
        public void letter() {
            sentLetters++;
        }
    }

    @Override
    public void close() throws Exception {
        operators.close();
    }
}
