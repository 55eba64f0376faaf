package dev.midstream.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serialiser of immutable values, without configuration.
 *
 * <p>Serialised values begin with a version byte. A new layout gets the next version; earlier
 * versions stay readable, since checkpoints contain them.
 */
public abstract class ValueSerializer<T> extends TypeSerializerSingleton<T> {
    private static final long serialVersionUID = 1L;

    /**
     * Reads the version byte.
     *
     * @param newest the latest version
     * @throws IOException if the version is not between 1 and the latest
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
