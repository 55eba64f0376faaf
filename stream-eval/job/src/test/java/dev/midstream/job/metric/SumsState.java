package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.evaluation.record.RobustnessMetrics;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/**
 * What the kept snapshots of the cumulative sums hold. The main method writes one of the present
 * version; those in the test resources are never written again.
 */
final class SumsState {
    static final int KEYS = 5;
    static final int MAX_PARALLELISM = 128;
    static final Windows WINDOWS = new Windows(1000, 0, 500);

    private SumsState() {}

    public static void main(String[] arguments) throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (int number = 0; number < KEYS; number++) {
                harness.processElement(windowed(0, delta(number, number)), 0);
            }
            // The first window ends, and one image comes too late for it.
            harness.processWatermark(WINDOWS.forgottenAt(0));
            harness.processElement(windowed(0, delta(0, 0)), 0);
            harness.processElement(windowed(WINDOWS.sizeMillis(), delta(1, 1)), 0);
            OperatorSnapshotUtil.writeStateHandle(
                    harness.snapshot(1, 1), Path.of(arguments[0]).toString());
        }
    }

    static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage> harness()
            throws Exception {
        return harness(WINDOWS);
    }

    static KeyedOneInputStreamOperatorTestHarness<String, WindowedDelta, KafkaMessage> harness(
            Windows windows) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new CumulativeSums(15, Duration.ofSeconds(1), windows)),
                sums -> RobustnessMetrics.keyText(sums.delta().key()),
                Types.STRING,
                MAX_PARALLELISM,
                1,
                0);
    }

    static WindowedDelta windowed(long start, MetricDelta delta) {
        return new WindowedDelta(start, delta, 0);
    }

    /** The sums of one number for the key of another. */
    static MetricDelta delta(int key, int number) {
        return new MetricDelta(
                key(key), PointProfile.UNKNOWN, new PointSums(sums(number), PairedSums.EMPTY, 0));
    }

    static MetricKey key(int number) {
        return new MetricKey(
                "run",
                "model",
                "midpoint",
                "noise",
                number == 0 ? "none" : "sn\u00f6w",
                number,
                number % 2 == 0 ? LabelKind.OBSERVED : LabelKind.TRUE);
    }

    /** Sums of a hundred images. */
    static ClassificationSums sums(int number) {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < 100; i++) {
            accumulator.add(
                    Outcome.of(new float[] {i * 0.07f, 3, -i, 2, number, 0, 5}, 0, 7, i % 7));
        }
        return accumulator.toSums();
    }
}
