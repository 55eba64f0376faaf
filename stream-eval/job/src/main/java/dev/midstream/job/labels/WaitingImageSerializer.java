package dev.midstream.job.labels;

import dev.midstream.job.scoring.ScoredImageSerializer;
import dev.midstream.job.state.ValueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serialises waiting images: the time, then the image. Version 1 has the processing time at which
 * the image expires in between.
 */
public final class WaitingImageSerializer extends ValueSerializer<WaitingImage> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    private final ScoredImageSerializer images = new ScoredImageSerializer();

    @Override
    public void serialize(WaitingImage waiting, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(waiting.publishedAt());
        images.serialize(waiting.image(), out);
    }

    @Override
    public WaitingImage deserialize(DataInputView in) throws IOException {
        int version = readVersion(in, VERSION);
        long publishedAt = in.readLong();
        if (version == 1) {
            in.skipBytesToRead(Long.BYTES);
        }
        return new WaitingImage(publishedAt, images.deserialize(in));
    }

    @Override
    public WaitingImage createInstance() {
        return new WaitingImage(0, images.createInstance());
    }

    @Override
    public TypeSerializerSnapshot<WaitingImage> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<WaitingImage> {
        public Snapshot() {
            super(WaitingImageSerializer::new);
        }
    }
}
