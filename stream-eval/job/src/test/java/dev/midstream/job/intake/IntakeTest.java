package dev.midstream.job.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.TestImage;
import dev.midstream.UnansweredImage;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void processElement_publishedFarAhead_deadLetterThatSaysIt() throws Exception {
        try (var harness = harness(new ClockLead(Duration.ofHours(1).toMillis()))) {
            send(harness, NOW.plusSeconds(3600));
            send(harness, NOW.plusSeconds(3601));
            assertThat(harness.extractOutputValues()).hasSize(1);
            DeadLetter letter =
                    AvroWire.of(DeadLetter.class)
                            .decode(
                                    harness.getSideOutput(Intake.DEAD_LETTERS)
                                            .element()
                                            .getValue()
                                            .value());
            assertThat(letter.getFault()).isEqualTo("FUTURE_TIME");
            assertThat(letter.getReason())
                    .isEqualTo(
                            "The image was published at 2026-03-01T13:00:01Z, and it is"
                                    + " 2026-03-01T12:00:00Z: more than --max-clock-lead ahead.");
            // Otherwise the page takes it for a record that may be an image of any run and cell.
            TestImage image = TestImages.builder(1).build();
            assertThat(letter.getImage())
                    .isEqualTo(
                            new UnansweredImage(
                                    image.getRunId(),
                                    image.getImageId(),
                                    image.getCorruption(),
                                    image.getSeverity(),
                                    null));
        }
    }

    @Test
    void processElement_noWindows_timeDoesNotMatter() throws Exception {
        try (var harness = harness(ClockLead.ANY)) {
            send(harness, NOW.plusSeconds(1_000_000_000));
            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    private static OneInputStreamOperatorTestHarness<ConsumedRecord, LabelledImage> harness(
            ClockLead lead) throws Exception {
        OneInputStreamOperatorTestHarness<ConsumedRecord, LabelledImage> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(
                                new Intake(
                                        List.of(
                                                new ModelInput(
                                                        TestModel.SIDE,
                                                        TestModel.SIDE,
                                                        TestModel.CHANNELS,
                                                        TestModel.CLASSES)),
                                        LargerInputs.REFUSED,
                                        TestModel.classes(),
                                        LateLabels.REFUSED,
                                        lead,
                                        100_000,
                                        WireFormat.singleObject())));
        harness.setProcessingTime(NOW.toEpochMilli());
        harness.open();
        return harness;
    }

    private static void send(
            OneInputStreamOperatorTestHarness<ConsumedRecord, LabelledImage> harness,
            Instant publishedAt)
            throws Exception {
        TestImage image = TestImages.builder(1).setPublishedAt(publishedAt).build();
        harness.processElement(
                new ConsumedRecord(
                        "images", 0, 0, 0, null, AvroWire.of(TestImage.class).encode(image)),
                publishedAt.toEpochMilli());
    }
}
