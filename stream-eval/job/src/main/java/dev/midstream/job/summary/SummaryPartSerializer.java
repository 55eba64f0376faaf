package dev.midstream.job.summary;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.job.state.MetricKeys;
import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the key's fields and the figures. */
public final class SummaryPartSerializer extends ValueSerializer<SummaryPart> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(SummaryPart part, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        MetricKeys.write(part.key(), out);
        out.writeLong(part.images());
        out.writeDouble(part.accuracy());
        out.writeDouble(part.ece());
    }

    @Override
    public SummaryPart deserialize(DataInputView in) throws IOException {
        int unused = readVersion(in, VERSION);
        return new SummaryPart(
                MetricKeys.read(in), in.readLong(), in.readDouble(), in.readDouble());
    }

    @Override
    public SummaryPart createInstance() {
        return new SummaryPart(new MetricKey("", "", "", "", "", 0, LabelKind.OBSERVED), 0, 0, 0);
    }

    @Override
    public TypeSerializerSnapshot<SummaryPart> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which serializer wrote a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SummaryPart> {
        public Snapshot() {
            super(SummaryPartSerializer::new);
        }
    }
}
