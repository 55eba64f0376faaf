package dev.midstream.job.copies;

import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the number of hashes, then 8 bytes for each. */
public final class HashChunkSerializer extends ValueSerializer<HashChunk> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    @Override
    public void serialize(HashChunk chunk, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            out.writeLong(chunk.hash(i));
        }
    }

    @Override
    public HashChunk deserialize(DataInputView in) throws IOException {
        int unused = readVersion(in, VERSION);
        long[] hashes = new long[in.readInt()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.readLong();
        }
        return new HashChunk(hashes);
    }

    @Override
    public HashChunk createInstance() {
        return new HashChunk(new long[0]);
    }

    @Override
    public TypeSerializerSnapshot<HashChunk> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<HashChunk> {
        public Snapshot() {
            super(HashChunkSerializer::new);
        }
    }
}
