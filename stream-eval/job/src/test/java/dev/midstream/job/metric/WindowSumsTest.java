package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.RobustnessMetric;
import dev.midstream.ScopeKind;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Windows of ten seconds, three seconds of allowed lateness. */
final class WindowSumsTest {
    private static final AvroWire<RobustnessMetric> WIRE = AvroWire.of(RobustnessMetric.class);
    private static final Windows WINDOWS = new Windows(10_000, 0, 3000);

    @Test
    void watermark_endsWindow_reportsItOnce() throws Exception {
        try (var harness = harness()) {
            add(harness, 0, 1);
            add(harness, 10_000, 2);
            add(harness, 0, 3);
            harness.processWatermark(9998);
            assertThat(windows(harness)).isEmpty();
            harness.processWatermark(9999);
            harness.processWatermark(19_998);
            assertThat(windows(harness)).hasSize(1);
            RobustnessMetric window = windows(harness).get(0);
            assertThat(window.getScope().getKind()).isEqualTo(ScopeKind.WINDOW);
            assertThat(window.getScope().getWindowStart()).isEqualTo(Instant.EPOCH);
            assertThat(window.getScope().getWindowEnd()).isEqualTo(Instant.ofEpochSecond(10));
            assertThat(RobustnessMetrics.sums(window))
                    .isEqualTo(SumsState.sums(1).plus(SumsState.sums(3)));
            assertThat(window.getLate()).isZero();
        }
    }

    @Test
    void message_ofWindow_hasKeyOfItsOwn() throws Exception {
        try (var harness = harness()) {
            add(harness, 10_000, 1);
            harness.processWatermark(19_999);
            KafkaMessage message =
                    harness.getSideOutput(CumulativeSums.WINDOWS).element().getValue();
            assertThat(new String(message.key(), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "[\"run\",\"model\",\"midpoint\",\"noise\",\"none\",0,\"OBSERVED\",10000000]");
        }
    }

    @Test
    void add_withinLateness_reportsTheWindowAnew() throws Exception {
        try (var harness = harness()) {
            add(harness, 0, 1);
            harness.processWatermark(12_998);
            add(harness, 0, 3);
            harness.setProcessingTime(1000);
            assertThat(windows(harness))
                    .extracting(RobustnessMetrics::sums)
                    .containsExactly(SumsState.sums(1), SumsState.sums(1).plus(SumsState.sums(3)));
        }
    }

    @Test
    void add_manyWithinLateness_oneReportAnInterval() throws Exception {
        try (var harness = harness()) {
            add(harness, 0, 1);
            harness.setProcessingTime(1);
            harness.processWatermark(9_999);
            assertThat(windows(harness)).hasSize(1);
            for (int i = 0; i < 50; i++) {
                add(harness, 0, 3);
            }
            assertThat(windows(harness)).hasSize(1);
            harness.setProcessingTime(1_001);
            assertThat(windows(harness)).hasSize(2);
            assertThat(RobustnessMetrics.sums(windows(harness).get(1)).count()).isEqualTo(51 * 100);
            // Nothing changes any more.
            harness.setProcessingTime(10_000);
            // The last changes are reported before the window is dropped.
            add(harness, 0, 3);
            harness.processWatermark(12_999);
            assertThat(windows(harness)).hasSize(3);
            harness.setProcessingTime(20_000);
            assertThat(windows(harness)).hasSize(3);
        }
    }

    @Test
    void restore_otherLateness_openWindowsAreDropped() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            add(harness, 0, 1);
            harness.processWatermark(11_000);
            snapshot = harness.snapshot(1, 1);
        }
        for (long lateness : new long[] {500, 60_000}) {
            try (var harness = notOpened(new Windows(10_000, 0, lateness))) {
                harness.initializeState(snapshot);
                harness.open();
                harness.processWatermark(14_000);
                add(harness, 0, 1);
                harness.setProcessingTime(5_000);
                harness.processWatermark(80_000);
                assertThat(windows(harness)).hasSize(lateness == 500 ? 0 : 1);
                // The cumulative sums, when they were reported, and until when windows are
                // forgotten; or how many images were late.
                assertThat(harness.numKeyedStateEntries()).isEqualTo(lateness == 500 ? 4 : 3);
            }
        }
    }

    @Test
    void restore_imageOfAReportedWindowBeforeTheFirstWatermark_reportedAnew() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            add(harness, 0, 1);
            harness.processWatermark(11_000);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = notOpened(WINDOWS)) {
            harness.initializeState(snapshot);
            harness.open();
            add(harness, 0, 3);
            harness.processWatermark(11_500);
            harness.processWatermark(13_500);
            assertThat(windows(harness))
                    .extracting(RobustnessMetrics::sums)
                    .containsExactly(SumsState.sums(1).plus(SumsState.sums(3)));
        }
    }

    @Test
    void restore_moreLateness_droppedWindowsStayDropped() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            add(harness, 0, 1);
            add(harness, 10_000, 1);
            harness.processWatermark(12_999);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = notOpened(new Windows(10_000, 0, 60_000))) {
            harness.initializeState(snapshot);
            harness.open();
            add(harness, 0, 3);
            add(harness, 10_000, 3);
            harness.processWatermark(13_500);
            add(harness, 0, 3);
            harness.processWatermark(20_000);
            assertThat(windows(harness))
                    .singleElement()
                    .satisfies(
                            window -> {
                                assertThat(window.getScope().getWindowStart())
                                        .isEqualTo(Instant.ofEpochSecond(10));
                                assertThat(RobustnessMetrics.sums(window).count()).isEqualTo(200);
                                assertThat(window.getLate()).isEqualTo(200);
                            });
        }
    }

    @Test
    void add_beyondLateness_countedAndInCumulativeFigures() throws Exception {
        try (var harness = harness()) {
            add(harness, 0, 1);
            harness.processWatermark(12_999);
            add(harness, 0, 3);
            assertThat(windows(harness)).hasSize(1);
            harness.setProcessingTime(1000);
            RobustnessMetric report = WIRE.decode(harness.extractOutputValues().get(0).value());
            assertThat(report.getScope().getKind()).isEqualTo(ScopeKind.CUMULATIVE);
            assertThat(report.getLate()).isEqualTo(100);
            assertThat(RobustnessMetrics.sums(report))
                    .isEqualTo(SumsState.sums(1).plus(SumsState.sums(3)));
            // The next window says it too.
            add(harness, 10_000, 1);
            harness.processWatermark(30_000);
            assertThat(windows(harness).get(1).getLate()).isEqualTo(100);
        }
    }

    @Test
    void watermark_endOfInput_reportsOpenWindows() throws Exception {
        try (var harness = harness()) {
            add(harness, 0, 1);
            add(harness, 50_000, 1);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(windows(harness)).hasSize(2);
            assertThat(harness.extractOutputValues()).hasSize(1);
            // The cumulative sums, when they were reported, and until when windows are forgotten.
            assertThat(harness.numKeyedStateEntries()).isEqualTo(3);
        }
    }

    @Test
    void restore_otherWindow_openOnesReportedAsTheyAreAndNothingTwice() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            add(harness, 0, 1);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = notOpened(new Windows(4000, 0, 0))) {
            harness.initializeState(snapshot);
            harness.open();
            add(harness, 4000, 3);
            harness.processWatermark(20_000);
            assertThat(windows(harness))
                    .extracting(window -> window.getScope().getWindowEnd())
                    .containsExactly(Instant.ofEpochSecond(10), Instant.ofEpochSecond(8));
            assertThat(windows(harness))
                    .extracting(RobustnessMetrics::sums)
                    .containsExactly(SumsState.sums(1), SumsState.sums(3));
        }
    }

    @Test
    void restore_otherWindowAndNoMoreImages_openOnesReported() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            add(harness, 0, 1);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = notOpened(new Windows(60_000, 0, 0))) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processWatermark(20_000);
            assertThat(windows(harness))
                    .extracting(RobustnessMetrics::sums)
                    .containsExactly(SumsState.sums(1));
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>
            harness() throws Exception {
        var harness = notOpened(WINDOWS);
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>
            notOpened(Windows windows) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>(
                new KeyedProcessOperator<>(new CumulativeSums(15, Duration.ofSeconds(1), windows)),
                sums -> RobustnessMetrics.keyText(sums.delta().key()),
                Types.STRING);
    }

    private static void add(
            KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage> harness,
            long window,
            int number)
            throws Exception {
        harness.processElement(new WindowedDelta(window, SumsState.delta(0, number), 100), window);
    }

    private static List<RobustnessMetric> windows(
            KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage> harness)
            throws Exception {
        List<RobustnessMetric> windows = new ArrayList<>();
        var output = harness.getSideOutput(CumulativeSums.WINDOWS);
        if (output != null) {
            for (var record : output) {
                windows.add(WIRE.decode(record.getValue().value()));
            }
        }
        return windows;
    }
}
