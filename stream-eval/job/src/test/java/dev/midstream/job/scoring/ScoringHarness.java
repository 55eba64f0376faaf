package dev.midstream.job.scoring;

import dev.midstream.DeadLetter;
import dev.midstream.ModelStatus;
import dev.midstream.job.copies.CopyKey;
import dev.midstream.job.intake.Intake;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.rollout.LocalRollouts;
import dev.midstream.job.rollout.StatusRecords;
import dev.midstream.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Scoring operators in Flink's harness, connected with decisions about models in this process. */
public final class ScoringHarness {
    private static final int MAX_PARALLELISM = 128;

    private ScoringHarness() {}

    /** The only subtask. */
    static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> of(
            ScoringSetup setup) throws Exception {
        return of(setup, new LocalRollouts(1), 1, 0);
    }

    /** One of several subtasks. */
    static TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> of(
            ScoringSetup setup, LocalRollouts rollouts, int parallelism, int subtask)
            throws Exception {
        ScoringOperator operator = new ScoringOperator(setup);
        TwoInputStreamOperatorTestHarness<LabelledImage, ModelChange, ScoredImage> harness =
                new TwoInputStreamOperatorTestHarness<>(
                        operator, MAX_PARALLELISM, parallelism, subtask);
        return connected(harness, rollouts, subtask);
    }

    /** One of several subtasks that remember images. */
    public static KeyedTwoInputStreamOperatorTestHarness<
                    Integer, LabelledImage, ModelChange, ScoredImage>
            keyed(
                    ScoringSetup setup,
                    LocalRollouts rollouts,
                    int maxParallelism,
                    int parallelism,
                    int subtask)
                    throws Exception {
        return connected(
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new ScoringOperator(setup),
                        new CopyKey(),
                        null,
                        Types.INT,
                        maxParallelism,
                        parallelism,
                        subtask),
                rollouts,
                subtask);
    }

    /** Connects the operator of a harness, which is the only subtask. */
    static <H extends TwoInputStreamOperatorTestHarness<?, ?, ScoredImage>> H connected(H harness)
            throws Exception {
        return connected(harness, new LocalRollouts(1), 0);
    }

    private static <H extends TwoInputStreamOperatorTestHarness<?, ?, ScoredImage>> H connected(
            H harness, LocalRollouts rollouts, int subtask) throws Exception {
        harness.setup();
        ScoringOperator made = (ScoringOperator) harness.getOperator();
        made.connect(rollouts.connect(subtask, made), rollouts.mailbox());
        return harness;
    }

    static List<DeadLetter> letters(TwoInputStreamOperatorTestHarness<?, ?, ?> harness)
            throws Exception {
        return side(harness, Intake.DEAD_LETTERS, DeadLetter.class);
    }

    static List<ModelStatus> statuses(TwoInputStreamOperatorTestHarness<?, ?, ?> harness)
            throws Exception {
        return side(harness, StatusRecords.STATUS, ModelStatus.class);
    }

    private static <T extends SpecificRecord> List<T> side(
            TwoInputStreamOperatorTestHarness<?, ?, ?> harness,
            OutputTag<KafkaMessage> tag,
            Class<T> type)
            throws Exception {
        List<T> records = new ArrayList<>();
        var output = harness.getSideOutput(tag);
        if (output != null) {
            for (StreamRecord<KafkaMessage> message : output) {
                records.add(AvroWire.of(type).decode(message.getValue().value()));
            }
        }
        return records;
    }
}
