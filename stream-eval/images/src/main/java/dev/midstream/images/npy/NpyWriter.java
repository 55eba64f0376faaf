package dev.midstream.images.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A {@code .npy} file written item by item, in any order and by any number of threads, so that the
 * array may be larger than memory. Items are counted by the first axis.
 */
public final class NpyWriter implements AutoCloseable {

    private final FileChannel channel;
    private final int dataOffset;
    private final long itemBytes;
    private final long items;

    private NpyWriter(FileChannel channel, int dataOffset, long itemBytes, long items) {
        this.channel = channel;
        this.dataOffset = dataOffset;
        this.itemBytes = itemBytes;
        this.items = items;
    }

    /**
     * Creates a file of bytes ({@code |u1}), replacing an existing one.
     *
     * @param shape lengths of the axes; an item is {@code shape[1] * shape[2] * ...} bytes
     */
    public static NpyWriter create(Path file, Integer... shape) throws IOException {
        NpyHeader header = NpyHeader.of("|u1", shape);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        NpyWriter writer =
                new NpyWriter(channel, header.dataOffset(), header.elements() / shape[0], shape[0]);
        writer.writeFully(ByteBuffer.wrap(header.encode()), 0);
        return writer;
    }

    /** Writes one item. */
    public void write(long item, byte[] content) throws IOException {
        if (item < 0 || item >= items || content.length != itemBytes) {
            throw new IllegalArgumentException(
                    "Invalid item " + item + " of " + content.length + " bytes");
        }
        writeFully(ByteBuffer.wrap(content), dataOffset + item * itemBytes);
    }

    private void writeFully(ByteBuffer content, long position) throws IOException {
        long target = position;
        while (content.hasRemaining()) {
            target += channel.write(content, target);
        }
    }

    /** Forces the content to disk and closes the file; a second call does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                channel.force(true);
            }
        }
    }
}
