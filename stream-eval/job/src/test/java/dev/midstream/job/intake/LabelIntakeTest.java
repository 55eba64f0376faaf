package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.Label;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.WireFormat;
import java.time.Instant;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LabelIntakeTest {
    private static final AvroWire<Label> WIRE = AvroWire.of(Label.class);
    private static final AvroWire<DeadLetter> LETTERS = AvroWire.of(DeadLetter.class);

    @Test
    void processElement_label_goesOn() throws Exception {
        try (var harness = harness()) {
            harness.processElement(record(WIRE.encode(label("a", 3, null))), 0);
            harness.processElement(record(WIRE.encode(label("b", 0, 9))), 0);
            assertThat(harness.extractOutputValues())
                    .containsExactly(
                            new ArrivedLabel("run", "a", 3, ImageContext.NO_LABEL),
                            new ArrivedLabel("run", "b", 0, 9));
        }
    }

    @Test
    void processElement_nameOfAClass_decidesOverItsIndex() throws Exception {
        Label named = new Label("run", "a", 3, "class 8", 1, "class 2", Instant.EPOCH);
        Label unknown = new Label("run", "b", 3, "wolf", null, null, Instant.EPOCH);
        try (var harness = harness()) {
            harness.processElement(record(WIRE.encode(named)), 0);
            harness.processElement(record(WIRE.encode(unknown)), 0);

            assertThat(harness.extractOutputValues())
                    .containsExactly(new ArrivedLabel("run", "a", 8, 2));
            assertThat(harness.getSideOutput(Intake.DEAD_LETTERS))
                    .extracting(letter -> LETTERS.decode(letter.getValue().value()).getFault())
                    .containsExactly("UNKNOWN_CLASS");
        }
    }

    @Test
    void processElement_whatIsNoLabel_becomesADeadLetter() throws Exception {
        try (var harness = harness()) {
            harness.processElement(record(null), 0);
            harness.processElement(record(new byte[] {1, 2, 3}), 0);
            harness.processElement(record(WIRE.encode(label("a", 10, null))), 0);
            harness.processElement(record(WIRE.encode(label("a", 0, -1))), 0);
            harness.processElement(record(WIRE.encode(label(" ", 0, null))), 0);
            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.getSideOutput(Intake.DEAD_LETTERS))
                    .extracting(letter -> LETTERS.decode(letter.getValue().value()).getFault())
                    .containsExactly(
                            "NO_VALUE",
                            "MALFORMED",
                            "INVALID_LABEL",
                            "INVALID_LABEL",
                            "INVALID_FIELD");
        }
    }

    private static OneInputStreamOperatorTestHarness<ConsumedRecord, ArrivedLabel> harness()
            throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<ConsumedRecord, ArrivedLabel>(
                        new ProcessOperator<>(
                                new LabelIntake(
                                        TestModel.classes(), 100_000, WireFormat.singleObject())));
        harness.open();
        return harness;
    }

    private static Label label(String imageId, int label, @Nullable Integer trueLabel) {
        return new Label("run", imageId, label, null, trueLabel, null, Instant.EPOCH);
    }

    private static ConsumedRecord record(byte @Nullable [] value) {
        return new ConsumedRecord("midstream.labels", 0, 7, 0, null, value);
    }
}
