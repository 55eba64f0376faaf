package dev.midstream.job.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.schemas.metric.RobustnessMetrics;
import dev.midstream.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/** State that earlier versions wrote is read by this one. */
final class CumulativeSumsStateTest {
    private static final AvroWire<RobustnessMetric> WIRE = AvroWire.of(RobustnessMetric.class);

    @Test
    void restore_stateOfVersion1_goesOnFromItsSums() throws Exception {
        Map<MetricKey, ClassificationSums> expected = new HashMap<>();
        Map<MetricKey, ClassificationSums> restored = new HashMap<>();
        try (var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, MetricDelta, KafkaMessage>(
                        new KeyedProcessOperator<>(new CumulativeSums(15, Duration.ofSeconds(1))),
                        delta -> RobustnessMetrics.keyText(delta.key()),
                        Types.STRING,
                        SumsState.MAX_PARALLELISM,
                        1,
                        0)) {
            harness.initializeState(
                    OperatorSnapshotUtil.readStateHandle(
                            "src/test/resources/state/cumulative-sums-v1-snapshot"));
            harness.open();
            for (int number = 0; number < SumsState.KEYS; number++) {
                MetricKey key = SumsState.key(number);
                harness.processElement(SumsState.delta(number, 9), 0);
                expected.put(key, SumsState.sums(number).plus(SumsState.sums(9)));
            }
            harness.setProcessingTime(5000);
            for (KafkaMessage message : harness.extractOutputValues()) {
                RobustnessMetric metric = WIRE.decode(message.value());
                restored.put(metric.getKey(), RobustnessMetrics.sums(metric));
            }
        }
        assertThat(restored).isEqualTo(expected);
    }
}
