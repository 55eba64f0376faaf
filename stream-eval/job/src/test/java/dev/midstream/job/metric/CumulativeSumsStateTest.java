package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.wire.AvroWire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/** State that earlier versions wrote, and this one, is read. */
final class CumulativeSumsStateTest {
    private static final AvroWire<RobustnessMetric> WIRE = AvroWire.of(RobustnessMetric.class);

    @Test
    void restore_version1_goesOnFromItsSums() throws Exception {
        Map<MetricKey, ClassificationSums> expected = new HashMap<>();
        try (var harness = restored("cumulative-sums-v1-snapshot")) {
            for (int number = 0; number < SumsState.KEYS; number++) {
                harness.processElement(added(Windows.NO_WINDOW, number, 9), 0);
                expected.put(SumsState.key(number), SumsState.sums(number).plus(SumsState.sums(9)));
            }
            harness.setProcessingTime(5000);
            assertThat(sums(metrics(harness.extractOutputValues()))).isEqualTo(expected);
        }
    }

    @Test
    void restore_version2_goesOnFromSumsWindowsAndLateImages() throws Exception {
        try (var harness = restored("cumulative-sums-v2-snapshot")) {
            // Too late, though there is no watermark yet.
            harness.processElement(added(0, 0, 0), 0);
            harness.setProcessingTime(5000);
            List<RobustnessMetric> cumulative = metrics(harness.extractOutputValues());
            Map<MetricKey, ClassificationSums> expected = new HashMap<>();
            expected.put(SumsState.key(0), times(3, SumsState.sums(0)));
            expected.put(SumsState.key(1), times(2, SumsState.sums(1)));
            for (int number = 2; number < SumsState.KEYS; number++) {
                expected.put(SumsState.key(number), SumsState.sums(number));
            }
            assertThat(sums(cumulative)).isEqualTo(expected);
            assertThat(cumulative)
                    .allSatisfy(
                            metric ->
                                    assertThat(metric.getLate())
                                            .isEqualTo(
                                                    metric.getKey().equals(SumsState.key(0))
                                                            ? 200
                                                            : 0));

            harness.processWatermark(SumsState.WINDOWS.lastMoment(1000));
            List<KafkaMessage> windows = new ArrayList<>();
            harness.getSideOutput(CumulativeSums.WINDOWS)
                    .forEach(record -> windows.add(record.getValue()));
            assertThat(sums(metrics(windows)))
                    .isEqualTo(Map.of(SumsState.key(1), SumsState.sums(1)));
        }
    }

    @Test
    void restore_version2WithMoreLateness_droppedWindowsStayDropped() throws Exception {
        Windows later = new Windows(SumsState.WINDOWS.sizeMillis(), 0, 60_000);
        try (var harness = restored("cumulative-sums-v2-snapshot", later)) {
            harness.processElement(added(0, 0, 0), 0);
            harness.processElement(added(1000, 1, 9), 0);
            harness.processWatermark(SumsState.WINDOWS.lastMoment(1000));

            List<KafkaMessage> windows = new ArrayList<>();
            harness.getSideOutput(CumulativeSums.WINDOWS)
                    .forEach(record -> windows.add(record.getValue()));
            assertThat(sums(metrics(windows)))
                    .isEqualTo(Map.of(SumsState.key(1), SumsState.sums(1).plus(SumsState.sums(9))));
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>
            restored(String snapshot) throws Exception {
        return restored(snapshot, SumsState.WINDOWS);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>
            restored(String snapshot, Windows windows) throws Exception {
        var harness = SumsState.harness(windows);
        harness.initializeState(
                OperatorSnapshotUtil.readStateHandle("src/test/resources/state/" + snapshot));
        harness.open();
        return harness;
    }

    private static WindowedDelta added(long window, int key, int number) {
        return new WindowedDelta(window, SumsState.delta(key, number), 0);
    }

    private static ClassificationSums times(int count, ClassificationSums sums) {
        return count == 1 ? sums : sums.plus(times(count - 1, sums));
    }

    private static List<RobustnessMetric> metrics(Collection<KafkaMessage> messages)
            throws Exception {
        List<RobustnessMetric> metrics = new ArrayList<>();
        for (KafkaMessage message : messages) {
            metrics.add(WIRE.decode(message.value()));
        }
        return metrics;
    }

    private static Map<MetricKey, ClassificationSums> sums(List<RobustnessMetric> metrics) {
        Map<MetricKey, ClassificationSums> sums = new HashMap<>();
        metrics.forEach(metric -> sums.put(metric.getKey(), RobustnessMetrics.sums(metric)));
        return sums;
    }
}
