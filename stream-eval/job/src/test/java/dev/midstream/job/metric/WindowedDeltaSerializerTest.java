package dev.midstream.job.metric;

import dev.midstream.job.eventtime.Windows;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own battery of serialiser tests. */
final class WindowedDeltaSerializerTest extends SerializerTestBase<WindowedDelta> {
    @Override
    protected TypeSerializer<WindowedDelta> createSerializer() {
        return new WindowedDeltaSerializer();
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<WindowedDelta> getTypeClass() {
        return WindowedDelta.class;
    }

    @Override
    protected WindowedDelta[] getTestData() {
        return new WindowedDelta[] {
            new WindowedDelta(Windows.NO_WINDOW, SumsState.delta(1, 2), 0),
            new WindowedDelta(10_000, SumsState.delta(3, 4), 100)
        };
    }
}
