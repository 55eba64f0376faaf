package dev.midstream.images.decode.library;

import dev.midstream.images.decode.UndecodableImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of a file for readers that go on at its end: some look a few bytes ahead, but on
 * damaged files some never stop. Not thread-safe.
 */
final class BoundedStream extends MemoryCacheImageInputStream {

    private static final int MAX_READS_AT_END = 64;

    private int readsAtEnd;

    BoundedStream(byte[] content) {
        super(new ByteArrayInputStream(content));
    }

    @Override
    public int read() throws IOException {
        return counted(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return counted(super.read(target, offset, length));
    }

    private int counted(int result) throws UndecodableImageException {
        if (result < 0 && ++readsAtEnd > MAX_READS_AT_END) {
            throw new UndecodableImageException("it is truncated");
        }
        return result;
    }
}
