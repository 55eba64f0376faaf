package dev.midstream.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Windows of ten seconds; the youngest image before the restart is of 12,000 ms. */
final class ResumedWatermarksTest {
    private static final Windows WINDOWS = new Windows(10_000, 5000, 0);

    @Test
    void restore_silence_lastWindowEnds() throws Exception {
        try (var harness = restored(60_000)) {
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(List.copyOf(harness.getOutput()))
                    .containsExactly(new Watermark(21_999), WatermarkStatus.IDLE);
            // Once is enough.
            harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(harness.getOutput()).hasSize(4);
        }
    }

    @Test
    void restore_silenceAgain_lastWindowEndsToo() throws Exception {
        OperatorSubtaskState again;
        try (var harness = restored(60_000)) {
            again = harness.snapshot(2, 2);
        }
        try (var harness = new OneInputStreamOperatorTestHarness<>(operator())) {
            harness.setProcessingTime(90_000);
            harness.initializeState(again);
            harness.open();
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(harness.getOutput().element()).isEqualTo(new Watermark(21_999));
        }
    }

    @Test
    void restore_atOnce_notBeyondThePresent() throws Exception {
        try (var harness = restored(13_000)) {
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(harness.getOutput().element()).isEqualTo(new Watermark(13_000));
        }
    }

    @Test
    void restore_imagesCome_sourceTellsTheTime() throws Exception {
        try (var harness = restored(60_000)) {
            harness.processElement("later", 40_000);
            harness.processWatermark(34_999);
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(harness.extractOutputValues()).containsExactly("later");
            assertThat(harness.getOutput())
                    .contains(new Watermark(34_999))
                    .doesNotContain(new Watermark(21_999));
        }
    }

    @Test
    void start_silence_noWatermark() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(operator())) {
            harness.open();
            harness.processWatermarkStatus(WatermarkStatus.IDLE);
            assertThat(List.copyOf(harness.getOutput())).containsExactly(WatermarkStatus.IDLE);
        }
    }

    @Test
    void snapshot_ofASource_checkpointsGoOnWhenOtherSourcesHaveEnded() throws Exception {
        try (var harness = new OneInputStreamOperatorTestHarness<>(operator())) {
            harness.open();
            harness.processElement("a", 12_000);

            List<OperatorStateHandle.StateMetaInfo> states =
                    harness.snapshot(1, 1).getManagedOperatorState().stream()
                            .flatMap(
                                    handle ->
                                            handle
                                                    .getStateNameToPartitionOffsets()
                                                    .values()
                                                    .stream())
                            .toList();

            assertThat(states)
                    .isNotEmpty()
                    .extracting(OperatorStateHandle.StateMetaInfo::getDistributionMode)
                    .doesNotContain(OperatorStateHandle.Mode.UNION);
        }
    }

    @Test
    void restore_moreSubtasks_oneOfThemEndsTheLastWindow() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = new OneInputStreamOperatorTestHarness<>(operator())) {
            harness.setProcessingTime(12_500);
            harness.open();
            harness.processElement("a", 12_000);
            snapshot = harness.snapshot(1, 1);
        }
        List<Object> output = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, 2, 1, 2, subtask);
            try (var harness = new OneInputStreamOperatorTestHarness<>(operator(), 2, 2, subtask)) {
                harness.setProcessingTime(60_000);
                harness.initializeState(part);
                harness.open();
                harness.processWatermarkStatus(WatermarkStatus.IDLE);
                output.addAll(harness.getOutput());
            }
        }
        assertThat(output)
                .containsExactlyInAnyOrder(
                        new Watermark(21_999), WatermarkStatus.IDLE, WatermarkStatus.IDLE);
    }

    private static OneInputStreamOperatorTestHarness<String, String> restored(long now)
            throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = new OneInputStreamOperatorTestHarness<>(operator())) {
            harness.setProcessingTime(12_500);
            harness.open();
            harness.processElement("a", 12_000);
            harness.processElement("b", 11_000);
            snapshot = harness.snapshot(1, 1);
        }
        var harness = new OneInputStreamOperatorTestHarness<>(operator());
        harness.setProcessingTime(now);
        harness.initializeState(snapshot);
        harness.open();
        return harness;
    }

    private static ResumedWatermarks<String> operator() {
        return new ResumedWatermarks<>(WINDOWS);
    }
}
