package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class CumulativeSumsTest {
    private static final AvroWire<RobustnessMetric> WIRE = AvroWire.of(RobustnessMetric.class);

    @Test
    void processElement_manyInAnInterval_firstAtOnceAndOneReportOfTheRest() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(500);
            harness.processElement(delta("none", 0), 0);
            harness.setProcessingTime(501);
            assertThat(reports(harness)).hasSize(1);
            assertThat(RobustnessMetrics.sums(reports(harness).get(0))).isEqualTo(sum(0, 1));
            for (int i = 1; i < 10; i++) {
                harness.processElement(delta("none", i), i);
            }
            harness.setProcessingTime(1499);
            assertThat(reports(harness)).hasSize(1);
            harness.setProcessingTime(1501);
            assertThat(reports(harness)).hasSize(2);
            RobustnessMetric report = reports(harness).get(1);
            assertThat(RobustnessMetrics.sums(report)).isEqualTo(sum(0, 10));
            assertThat(report.getUpdatedAt()).isBetween(at(1500), at(1501));
            assertThat(report.getFigures().getEceBins()).isEqualTo(15);
        }
    }

    @Test
    void processElement_longAfterTheLastReport_reportAtOnce() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(delta("none", 0), 0);
            harness.setProcessingTime(1);
            harness.setProcessingTime(5000);
            harness.processElement(delta("none", 1), 0);
            harness.setProcessingTime(5001);
            assertThat(reports(harness)).hasSize(2);
        }
    }

    @Test
    void processElement_clockSetBack_reportAtOnce() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(1_000_000);
            harness.processElement(delta("none", 0), 0);
            harness.setProcessingTime(1_000_001);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.setProcessingTime(10);
            harness.processElement(delta("none", 1), 0);
            harness.setProcessingTime(11);
            assertThat(reports(harness)).hasSize(1);
        }
    }

    @Test
    void restore_clockSetBackWhileAReportIsDue_reportAtOnce() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(1_000_000);
            harness.processElement(delta("none", 0), 0);
            harness.setProcessingTime(1_000_001);
            harness.processElement(delta("none", 1), 0);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.setProcessingTime(10);
            harness.processElement(delta("none", 2), 0);
            harness.setProcessingTime(11);
            assertThat(reports(harness)).hasSize(1);
            assertThat(RobustnessMetrics.sums(reports(harness).get(0))).isEqualTo(sum(0, 3));
        }
    }

    @Test
    void processElement_nothingNew_noFurtherReport() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(delta("none", 1), 0);
            harness.setProcessingTime(10_000);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void processElement_endOfInput_reportsWhatIsDue() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(delta("none", 1), 0);
            harness.processElement(delta("snow", 2), 0);
            harness.processWatermark(Watermark.MAX_WATERMARK);
            assertThat(harness.extractOutputValues())
                    .extracting(message -> new String(message.key(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder(
                            RobustnessMetrics.keyText(key("none")),
                            RobustnessMetrics.keyText(key("snow")));
        }
    }

    @Test
    void restore_afterSnapshot_goesOnCountingAndReports() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(delta("none", 0), 0);
            snapshot = harness.snapshot(1, 1);
            harness.processElement(delta("none", 99), 0);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(delta("none", 1), 0);
            harness.setProcessingTime(5000);
            RobustnessMetric report = last(reports(harness));
            assertThat(RobustnessMetrics.sums(report)).isEqualTo(sum(0, 2));
        }
    }

    @Test
    void processElement_anotherReferenceThanBefore_comparisonStartsOver() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(compared("first", new PairedSums(1, 0, 1)), 0);
            harness.processElement(compared("second", new PairedSums(0, 1, 1)), 0);
            harness.processElement(compared("second", new PairedSums(0, 0, 1)), 0);
            harness.setProcessingTime(1000);
            RobustnessMetric report = last(reports(harness));
            assertThat(report.getSums().getCount()).isEqualTo(3);
            assertThat(report.getComparison().getReferencePointId()).isEqualTo("second");
            assertThat(RobustnessMetrics.pointSums(report).paired())
                    .isEqualTo(new PairedSums(0, 1, 2));
        }
    }

    private static List<RobustnessMetric> reports(
            KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage> harness)
            throws Exception {
        List<RobustnessMetric> reports = new ArrayList<>();
        for (KafkaMessage message : harness.extractOutputValues()) {
            reports.add(WIRE.decode(message.value()));
        }
        return reports;
    }

    private static RobustnessMetric last(List<RobustnessMetric> reports) {
        return reports.get(reports.size() - 1);
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static WindowedDelta compared(String reference, PairedSums paired) {
        PointProfile profile =
                new PointProfile(Optional.empty(), Optional.of(new PointName("model", reference)));
        MetricDelta delta =
                new MetricDelta(key("none"), profile, new PointSums(sum(0, 1), paired, 0));
        return new WindowedDelta(Windows.NO_WINDOW, delta, 0);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                        new CumulativeSums(15, Duration.ofSeconds(1), Windows.NONE)),
                delta -> RobustnessMetrics.keyText(delta.delta().key()),
                Types.STRING);
    }

    private static WindowedDelta delta(String corruption, int number) {
        MetricDelta delta =
                new MetricDelta(
                        key(corruption),
                        PointProfile.UNKNOWN,
                        new PointSums(sum(number, number + 1), PairedSums.EMPTY, 0));
        return new WindowedDelta(Windows.NO_WINDOW, delta, 0);
    }

    private static MetricKey key(String corruption) {
        int severity = corruption.equals("none") ? 0 : 1;
        return new MetricKey(
                "run", "model", "midpoint", "noise", corruption, severity, LabelKind.OBSERVED);
    }

    private static ClassificationSums sum(int from, int to) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = from; i < to; i++) {
            accumulator.add(Outcome.of(new float[] {i * 0.3f, 1, 2}, 0, 3, i % 3));
        }
        return accumulator.toSums();
    }
}
