package dev.midstream.job.metric;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.PointPosition;
import dev.midstream.evaluation.reference.PointName;
import dev.midstream.evaluation.reference.PointProfile;
import dev.midstream.metrics.ClassificationSums;
import dev.midstream.metrics.Outcome;
import dev.midstream.metrics.PairedSums;
import dev.midstream.metrics.PointSums;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own battery of serialiser tests. */
final class MetricDeltaSerializerTest extends SerializerTestBase<MetricDelta> {
    @Override
    protected TypeSerializer<MetricDelta> createSerializer() {
        return new MetricDeltaSerializer();
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<MetricDelta> getTypeClass() {
        return MetricDelta.class;
    }

    @Override
    protected MetricDelta[] getTestData() {
        ClassificationSums.Accumulator accumulator = new ClassificationSums.Accumulator();
        for (int i = 0; i < 100; i++) {
            accumulator.add(Outcome.of(new float[] {i * 0.07f, 3, -i, 2, 1, 0, 5}, 0, 7, i % 7));
        }
        PointSums sums = new PointSums(accumulator.toSums(), new PairedSums(3, 2, 9), 17);
        PointProfile known =
                new PointProfile(
                        Optional.of(new PointPosition("LINE", "SAMPLE", List.of(0.25, 0.75))),
                        Optional.of(new PointName("other", "midpoint")));
        return new MetricDelta[] {
            new MetricDelta(
                    key("none", 0, LabelKind.OBSERVED), PointProfile.UNKNOWN, PointSums.EMPTY),
            new MetricDelta(key("sn\u00f6w \u96ea", 5, LabelKind.TRUE), known, sums)
        };
    }

    private static MetricKey key(String corruption, int severity, LabelKind kind) {
        return new MetricKey("run", "model", "midpoint", "noise", corruption, severity, kind);
    }
}
