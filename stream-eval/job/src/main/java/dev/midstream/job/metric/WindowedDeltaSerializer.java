package dev.midstream.job.metric;

import dev.midstream.job.eventtime.Windows;
import dev.midstream.job.state.ValueSerializer;
import dev.midstream.job.state.ValueTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serialises windowed sums: the window, the sums, then the number of images, which version 1 lacks.
 */
public final class WindowedDeltaSerializer extends ValueSerializer<WindowedDelta> {
    /** The type information of windowed sums. */
    public static final TypeInformation<WindowedDelta> TYPE =
            ValueTypeInfo.of(WindowedDelta.class, WindowedDeltaSerializer::new);

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    private final MetricDeltaSerializer deltas = new MetricDeltaSerializer();

    @Override
    public void serialize(WindowedDelta delta, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(delta.windowStart());
        deltas.serialize(delta.delta(), out);
        out.writeLong(delta.images());
    }

    @Override
    public WindowedDelta deserialize(DataInputView in) throws IOException {
        int version = readVersion(in, VERSION);
        return new WindowedDelta(
                in.readLong(), deltas.deserialize(in), version == 1 ? 0 : in.readLong());
    }

    @Override
    public WindowedDelta createInstance() {
        return new WindowedDelta(Windows.NO_WINDOW, deltas.createInstance(), 0);
    }

    @Override
    public TypeSerializerSnapshot<WindowedDelta> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<WindowedDelta> {
        public Snapshot() {
            super(WindowedDeltaSerializer::new);
        }
    }
}
