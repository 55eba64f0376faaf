package dev.midstream.job.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.CorruptionMean;
import dev.midstream.RobustnessSummary;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.metrics.Figure;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

final class SummariesTest {
    private static final AvroWire<RobustnessSummary> WIRE = AvroWire.of(RobustnessSummary.class);

    @Test
    void processElement_severalCells_meansOfTheLatest() throws Exception {
        try (var harness = SummariesState.harness()) {
            harness.open();
            harness.processElement(SummariesState.total("none", 0, 9, 1), 0);
            harness.setProcessingTime(0);
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.processElement(SummariesState.total("snow", 1, 0, 1), 0);
            harness.processElement(SummariesState.total("snow", 1, 4, 1), 0);
            harness.processElement(SummariesState.total("fog", 5, 2, 3), 0);
            harness.setProcessingTime(999);
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.setProcessingTime(1000);
            assertThat(harness.extractOutputValues()).hasSize(2);
            RobustnessSummary summary = WIRE.decode(harness.extractOutputValues().get(1).value());
            assertThat(summary.getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(1000));
            assertThat(summary.getCells()).isEqualTo(2);
            assertThat(summary.getCleanImages()).isEqualTo(10);
            assertThat(summary.getCorruptedImages()).isEqualTo(10);
            assertThat(summary.getClean().get("accuracy").getValue()).isEqualTo(0.9);
            assertThat(summary.getCorrupted().get("accuracy").getValue())
                    .isCloseTo(0.6, within(1e-15));
            // Confidence is a half everywhere: |0.8 - 0.5| and |0.4 - 0.5|.
            assertThat(summary.getCorrupted().get("ece").getValue()).isCloseTo(0.2, within(1e-15));
            assertThat(summary.getAccuracyGap()).isCloseTo(0.3, within(1e-15));
        }
    }

    @Test
    void message_key_isThatOfTheSummary() throws Exception {
        try (var harness = SummariesState.harness()) {
            harness.open();
            harness.processElement(SummariesState.total("snow", 1, 4, 1), 0);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            KafkaMessage message = harness.extractOutputValues().get(0);
            assertThat(new String(message.key(), StandardCharsets.UTF_8))
                    .isEqualTo("[\"run\",\"m\",\"midpoint\",\"noise\",\"OBSERVED\"]");
        }
    }

    @Test
    void restore_version1_goesOnFromItsCells() throws Exception {
        try (var harness = SummariesState.harness()) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/summaries-v1-snapshot"));
            harness.open();
            harness.processElement(SummariesState.total("fog", 5, 1, 3), 0);
            harness.setProcessingTime(5000);
            RobustnessSummary summary = only(harness.extractOutputValues());
            assertThat(summary.getClean().get("accuracy").getValue()).isEqualTo(0.9);
            assertThat(summary.getCorruptions())
                    .extracting(SummariesTest::accuracyOf)
                    .containsExactly("fog 0.25", "sn\u00f6w 0.75");
            // Version 1 knew two figures, without intervals: a mean has what all its cells have.
            assertThat(summary.getClean().keySet()).containsExactlyInAnyOrder("accuracy", "ece");
            assertThat(summary.getCorrupted().keySet())
                    .containsExactlyInAnyOrder("accuracy", "ece");
            assertThat(summary.getCorrupted().get("accuracy").getLow()).isNull();
            assertThat(summary.getCorruptions().get(0).getEstimates()).containsKey("nll");
        }
    }

    @Test
    void restore_version1_takenAgain_keepsItsCells() throws Exception {
        OperatorSubtaskState taken;
        try (var harness = SummariesState.harness()) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/summaries-v1-snapshot"));
            harness.open();
            taken = harness.snapshot(1, 1);
        }
        try (var harness = SummariesState.harness()) {
            harness.initializeState(taken);
            harness.open();
            harness.processElement(SummariesState.total("sn\u00f6w", 2, 1, 3), 0);
            harness.setProcessingTime(5000);
            RobustnessSummary summary = only(harness.extractOutputValues());
            assertThat(summary.getClean().get("accuracy").getValue()).isEqualTo(0.9);
            assertThat(summary.getCorrupted()).hasSize(Figure.ALL.size());
            assertThat(summary.getCorrupted().get("accuracy").getHigh()).isNotNull();
        }
    }

    @Test
    void restore_version2_goesOnFromItsSums() throws Exception {
        try (var harness = SummariesState.harness()) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/summaries-v2-snapshot"));
            harness.open();
            harness.processElement(SummariesState.total("fog", 5, 1, 3), 0);
            harness.setProcessingTime(5000);
            RobustnessSummary summary = only(harness.extractOutputValues());
            assertThat(summary.getClean()).hasSize(Figure.ALL.size());
            assertThat(summary.getCorruptions())
                    .extracting(SummariesTest::accuracyOf)
                    .containsExactly("fog 0.25", "sn\u00f6w 0.75");
            assertThat(summary.getCorrupted()).hasSize(Figure.ALL.size());
        }
    }

    private static String accuracyOf(CorruptionMean mean) {
        return mean.getCorruption() + " " + mean.getEstimates().get("accuracy").getValue();
    }

    private static RobustnessSummary only(List<KafkaMessage> messages) throws Exception {
        assertThat(messages).hasSize(1);
        return WIRE.decode(messages.get(0).value());
    }
}
