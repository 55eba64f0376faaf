package dev.midstream.job.intake;

import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.state.ValueSerializer;
import dev.midstream.job.state.ValueTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Writes announcements of models, which are state of the job. */
public final class ModelChangeSerializer extends ValueSerializer<ModelChange> {
    /** Flink's view of announcements. */
    public static final TypeInformation<ModelChange> TYPE =
            ValueTypeInfo.of(ModelChange.class, ModelChangeSerializer::new);

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;
    private static final int NONE = -1;

    @Override
    public void serialize(ModelChange change, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(change.action() == Action.ADD ? 0 : 1);
        StringValue.writeString(change.model(), out);
        out.writeLong(change.sequence());
        ConsumedRecord record = change.record();
        StringValue.writeString(record.topic(), out);
        out.writeInt(record.partition());
        out.writeLong(record.offset());
        out.writeLong(record.timestamp());
        writeBytes(record.key(), out);
        writeBytes(record.value(), out);
    }

    @Override
    public ModelChange deserialize(DataInputView in) throws IOException {
        readVersion(in, VERSION);
        Action action = in.readByte() == 0 ? Action.ADD : Action.DROP;
        String model = StringValue.readString(in);
        long sequence = in.readLong();
        return new ModelChange(
                action,
                model,
                sequence,
                new ConsumedRecord(
                        StringValue.readString(in),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        readBytes(in),
                        readBytes(in)));
    }

    private static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
        if (bytes == null) {
            out.writeInt(NONE);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length == NONE) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public ModelChange createInstance() {
        return new ModelChange(Action.DROP, "", 0, new ConsumedRecord("", 0, 0, 0, null, null));
    }

    @Override
    public TypeSerializerSnapshot<ModelChange> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What state says of its format. It also takes state that Flink wrote by the fields alone. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ModelChange> {
        /** For Flink. */
        public Snapshot() {
            super(ModelChangeSerializer::new);
        }

        @Override
        public TypeSerializerSchemaCompatibility<ModelChange> resolveSchemaCompatibility(
                TypeSerializerSnapshot<ModelChange> old) {
            return old instanceof PojoSerializerSnapshot
                    ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                    : super.resolveSchemaCompatibility(old);
        }
    }
}
