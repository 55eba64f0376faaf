package dev.midstream.job.labels;

import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serialises the two times. */
public final class ExpirySerializer extends ValueSerializer<Expiry> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(Expiry expiry, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(expiry.expiresAt());
        out.writeLong(expiry.timerAt());
    }

    @Override
    public Expiry deserialize(DataInputView in) throws IOException {
        int unused = readVersion(in, VERSION);
        return new Expiry(in.readLong(), in.readLong());
    }

    @Override
    public Expiry createInstance() {
        return new Expiry(0, 0);
    }

    @Override
    public TypeSerializerSnapshot<Expiry> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Expiry> {
        public Snapshot() {
            super(ExpirySerializer::new);
        }
    }
}
