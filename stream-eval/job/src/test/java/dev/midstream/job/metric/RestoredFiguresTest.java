package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.state.ReportingOperator;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RestoredFiguresTest {
    private static final AvroWire<RobustnessMetric> WIRE = AvroWire.of(RobustnessMetric.class);

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void open_restoredKeysThatStayIdle_allAreReportedOnceMore(String backend) throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness(backend)) {
            harness.open();
            for (int number = 0; number < SumsState.KEYS; number++) {
                harness.processElement(SumsState.windowed(0, SumsState.delta(number, number)), 0);
            }
            harness.setProcessingTime(1);
            assertThat(harness.extractOutputValues()).hasSize(SumsState.KEYS);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness(backend)) {
            harness.initializeState(snapshot);
            harness.open();
            harness.setProcessingTime(5000);
            Map<MetricKey, ClassificationSums> reported = new HashMap<>();
            for (KafkaMessage message : harness.extractOutputValues()) {
                RobustnessMetric metric = WIRE.decode(message.value());
                reported.put(metric.getKey(), RobustnessMetrics.sums(metric));
            }
            Map<MetricKey, ClassificationSums> expected = new HashMap<>();
            for (int number = 0; number < SumsState.KEYS; number++) {
                expected.put(SumsState.key(number), SumsState.sums(number));
            }
            assertThat(reported).isEqualTo(expected);
            harness.setProcessingTime(50_000);
            assertThat(harness.extractOutputValues()).hasSize(SumsState.KEYS);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage>
            harness(String backend) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        ReportingOperator.of(
                                new CumulativeSums(15, Duration.ofSeconds(1), SumsState.WINDOWS)),
                        sums -> RobustnessMetrics.keyText(sums.delta().key()),
                        Types.STRING,
                        SumsState.MAX_PARALLELISM,
                        1,
                        0);
        if (backend.equals("rocksdb")) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        }
        return harness;
    }
}
