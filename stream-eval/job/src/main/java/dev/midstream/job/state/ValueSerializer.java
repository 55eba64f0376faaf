package dev.midstream.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serialiser of immutable values without settings of its own.
 *
 * <p>What is written begins with a version byte. A later layout gets the next version, and the
 * earlier ones stay readable: checkpoints hold them.
 */
public abstract class ValueSerializer<T> extends TypeSerializerSingleton<T> {
    private static final long serialVersionUID = 1L;

    /**
     * Reads the version byte.
     *
     * @param newest the newest version that is known
     * @throws IOException if it is none from 1 to the newest
     */
    protected static int readVersion(DataInputView in, int newest) throws IOException {
        int version = in.readUnsignedByte();
        if (version < 1 || version > newest) {
            throw new IOException(
                    "Cannot read state of version %d: this job knows 1 to %d."
                            .formatted(version, newest));
        }
        return version;
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public final T copy(T value) {
        return value;
    }

    @Override
    public final T copy(T value, T reuse) {
        return value;
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final int getLength() {
        return -1;
    }
}
