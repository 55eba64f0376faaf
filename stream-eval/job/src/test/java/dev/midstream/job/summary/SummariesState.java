package dev.midstream.job.summary;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.job.metric.MetricDelta;
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
 * What the kept snapshot of the summaries holds. The main method writes one of the present version;
 * those in the test resources are never written again.
 */
final class SummariesState {
    private static final int MAX_PARALLELISM = 128;

    private SummariesState() {}

    public static void main(String[] arguments) throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(total("none", 0, 9, 1), 0);
            harness.processElement(total("sn\u00f6w", 2, 3, 1), 0);
            OperatorSnapshotUtil.writeStateHandle(
                    harness.snapshot(1, 1), Path.of(arguments[0]).toString());
        }
    }

    static KeyedOneInputStreamOperatorTestHarness<String, MetricDelta, KafkaMessage> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Summaries(15, Duration.ofSeconds(1))),
                Summaries::keyText,
                Types.STRING,
                MAX_PARALLELISM,
                1,
                0);
    }

    /** Sums of right and wrong answers, all of them with a confidence of one half. */
    static MetricDelta total(String corruption, int severity, int right, int wrong) {
        ClassificationSums.Accumulator sums = new ClassificationSums.Accumulator();
        for (int i = 0; i < right + wrong; i++) {
            // The lower index wins the tie.
            sums.add(Outcome.of(new float[] {1, 1}, 0, 2, i < right ? 0 : 1));
        }
        return new MetricDelta(
                new MetricKey(
                        "run", "m", "midpoint", "noise", corruption, severity, LabelKind.OBSERVED),
                PointProfile.UNKNOWN,
                new PointSums(sums.toSums(), PairedSums.EMPTY, 0));
    }
}
