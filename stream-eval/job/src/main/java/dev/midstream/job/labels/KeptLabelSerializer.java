package dev.midstream.job.labels;

import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serialises kept labels field by field. */
public final class KeptLabelSerializer extends ValueSerializer<KeptLabel> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(KeptLabel label, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(label.label());
        out.writeInt(label.trueLabel());
        out.writeLong(label.expiresAt());
        out.writeLong(label.images());
    }

    @Override
    public KeptLabel deserialize(DataInputView in) throws IOException {
        int unused = readVersion(in, VERSION);
        return new KeptLabel(in.readInt(), in.readInt(), in.readLong(), in.readLong());
    }

    @Override
    public KeptLabel createInstance() {
        return new KeptLabel(0, ImageContext.NO_LABEL, 0, 0);
    }

    @Override
    public TypeSerializerSnapshot<KeptLabel> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptLabel> {
        public Snapshot() {
            super(KeptLabelSerializer::new);
        }
    }
}
