package dev.midstream.images.npy;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** A part of a file of any length, mapped into memory. Thread-safe. */
final class MappedBytes {

    private final MappedByteBuffer[] maps;
    private final long mapBytes;

    private MappedBytes(MappedByteBuffer[] maps, long mapBytes) {
        this.maps = maps;
        this.mapBytes = mapBytes;
    }

    /**
     * Maps a part of a file.
     *
     * @param mapBytes the most bytes of one map
     */
    static MappedBytes of(FileChannel channel, long start, long length, long mapBytes)
            throws IOException {
        MappedByteBuffer[] maps =
                new MappedByteBuffer[Math.toIntExact((length + mapBytes - 1) / mapBytes)];
        for (int i = 0; i < maps.length; i++) {
            long first = i * mapBytes;
            maps[i] =
                    channel.map(
                            MapMode.READ_ONLY, start + first, Math.min(mapBytes, length - first));
        }
        return new MappedBytes(maps, mapBytes);
    }

    byte get(long position) {
        return maps[(int) (position / mapBytes)].get((int) (position % mapBytes));
    }

    /** Copies bytes from a position on to {@code target[offset]} and what follows. */
    void copy(long position, byte[] target, int offset, int length) {
        int done = 0;
        while (done < length) {
            MappedByteBuffer map = maps[(int) ((position + done) / mapBytes)];
            int start = (int) ((position + done) % mapBytes);
            int part = Math.min(length - done, map.limit() - start);
            map.get(start, target, offset + done, part);
            done += part;
        }
    }
}
