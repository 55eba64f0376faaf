package dev.midstream.publisher.replay;

import dev.midstream.DeadLetter;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Key and value of a record, as they were. */
record Contents(byte @Nullable [] key, byte[] value) {
    /** Those that a letter holds; empty if it was written without them. */
    static Optional<Contents> of(DeadLetter letter) {
        ByteBuffer value = letter.getValue();
        ByteBuffer key = letter.getKey();
        return value == null
                ? Optional.empty()
                : Optional.of(new Contents(key == null ? null : bytes(key), bytes(value)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
