package dev.midstream.job.labels;

import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serialises kept labels field by field. Version 1 has the processing time at which the label
 * expires before the number of images.
 */
public final class KeptLabelSerializer extends ValueSerializer<KeptLabel> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    @Override
    public void serialize(KeptLabel label, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(label.label());
        out.writeInt(label.trueLabel());
        out.writeLong(label.images());
    }

    @Override
    public KeptLabel deserialize(DataInputView in) throws IOException {
        int version = readVersion(in, VERSION);
        int label = in.readInt();
        int trueLabel = in.readInt();
        if (version == 1) {
            in.skipBytesToRead(Long.BYTES);
        }
        return new KeptLabel(label, trueLabel, in.readLong());
    }

    @Override
    public KeptLabel createInstance() {
        return new KeptLabel(0, ImageContext.NO_LABEL, 0);
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
