package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.AnnouncementAction;
import dev.midstream.DeadLetter;
import dev.midstream.ModelAnnouncement;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class ModelIntakeTest {
    private static final AvroWire<ModelAnnouncement> WIRE = AvroWire.of(ModelAnnouncement.class);

    @Test
    void processElement_announcement_becomesAChange() throws Exception {
        try (var harness = harness()) {
            harness.open();
            ConsumedRecord record = record(announcement("s3://models/line"));
            harness.processElement(record, 0);
            // The harness copies what comes out, arrays included.
            assertThat(harness.extractOutputValues())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(new ModelChange(Action.DROP, "s3://models/line", 17, record));
        }
    }

    @Test
    void processElement_somethingElse_deadLetter() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(record(new byte[] {1, 2}), 0);
            harness.processElement(record(announcement(" ")), 0);
            harness.processElement(new ConsumedRecord("models", 0, 17, 0, null, null), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            List<String> faults = new ArrayList<>();
            for (StreamRecord<KafkaMessage> letter : harness.getSideOutput(Intake.DEAD_LETTERS)) {
                faults.add(
                        AvroWire.of(DeadLetter.class).decode(letter.getValue().value()).getFault());
            }
            assertThat(faults).containsExactly("MALFORMED", "INVALID_FIELD", "NO_VALUE");
        }
    }

    @Test
    void processElement_modelFromElsewhere_deadLetterThatSaysWhere() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(record(added("/models/line")), 0);
            harness.processElement(record(added("/models/../tmp/line")), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(ModelChange::model)
                    .containsExactly("/models/line");
            DeadLetter letter =
                    AvroWire.of(DeadLetter.class)
                            .decode(
                                    harness.getSideOutput(Intake.DEAD_LETTERS)
                                            .remove()
                                            .getValue()
                                            .value());
            assertThat(letter.getFault()).isEqualTo("MODEL_NOT_ALLOWED");
            assertThat(letter.getReason())
                    .isEqualTo(
                            "The model /models/../tmp/line does not lie where this job takes"
                                    + " announced models from (/models). Start the job with"
                                    + " --model-location.");
        }
    }

    private static byte[] added(String uri) {
        return WIRE.encode(new ModelAnnouncement(AnnouncementAction.ADD, uri, Instant.EPOCH));
    }

    private static OneInputStreamOperatorTestHarness<ConsumedRecord, ModelChange> harness()
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(
                        new ModelIntake(
                                new ModelLocations(List.of("/models")),
                                100_000,
                                WireFormat.singleObject())));
    }

    private static ConsumedRecord record(byte[] value) {
        return new ConsumedRecord("models", 0, 17, 0, null, value);
    }

    private static byte[] announcement(String uri) {
        return WIRE.encode(new ModelAnnouncement(AnnouncementAction.DROP, uri, Instant.EPOCH));
    }
}
