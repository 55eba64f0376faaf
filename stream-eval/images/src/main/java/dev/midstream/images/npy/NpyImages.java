package dev.midstream.images.npy;

import dev.midstream.images.Image;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * RGB images in a {@code .npy} file, bytes {@code [count, height, width, 3]}, mapped into memory,
 * so that the operating system reads and evicts pages as needed. Thread-safe.
 */
public final class NpyImages {

    private static final int CHANNELS = 3;
    private static final long MAX_MAP_BYTES = 1L << 30;

    private final MappedByteBuffer[] maps;
    private final int perMap;
    private final int count;
    private final int height;
    private final int width;

    private NpyImages(MappedByteBuffer[] maps, int perMap, int count, int height, int width) {
        this.maps = maps;
        this.perMap = perMap;
        this.count = count;
        this.height = height;
        this.width = width;
    }

    /**
     * Maps a file whose length is exactly what its header declares.
     *
     * @throws NpyFormatException if it is not such an array; the message is the reason, without the
     *     file
     */
    public static NpyImages open(Path file) throws IOException {
        return open(file, MAX_MAP_BYTES);
    }

    static NpyImages open(Path file, long maxMapBytes) throws IOException {
        NpyHeader header;
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            header = NpyHeader.read(input);
        }
        checkShape(header);
        List<Integer> shape = header.shape();
        long imageBytes = (long) shape.get(1) * shape.get(2) * CHANNELS;
        try (FileChannel channel = FileChannel.open(file)) {
            long expected = header.dataOffset() + header.elements();
            if (channel.size() != expected) {
                throw new NpyFormatException(
                        (channel.size() < expected ? "truncated" : "too long")
                                + ", "
                                + channel.size()
                                + " bytes where its header declares "
                                + expected);
            }
            int perMap = (int) Math.max(1, Math.min(maxMapBytes / imageBytes, shape.get(0)));
            MappedByteBuffer[] maps = new MappedByteBuffer[(shape.get(0) + perMap - 1) / perMap];
            for (int i = 0; i < maps.length; i++) {
                long first = (long) i * perMap;
                long images = Math.min(perMap, shape.get(0) - first);
                maps[i] =
                        channel.map(
                                MapMode.READ_ONLY,
                                header.dataOffset() + first * imageBytes,
                                images * imageBytes);
            }
            return new NpyImages(maps, perMap, shape.get(0), shape.get(1), shape.get(2));
        }
    }

    /** Checks that an array holds RGB images of bytes. */
    public static void checkShape(NpyHeader header) throws NpyFormatException {
        List<Integer> shape = header.shape();
        boolean bytes = header.type().equals("|u1") || header.type().equals("u1");
        if (!bytes || shape.size() != 4 || shape.get(3) != CHANNELS || shape.contains(0)) {
            throw new NpyFormatException(
                    "an array "
                            + header.type()
                            + " "
                            + shape
                            + " is not |u1 [count, height, width, 3]");
        }
        // An image is one Java array.
        if ((long) shape.get(1) * shape.get(2) > Integer.MAX_VALUE / 4) {
            throw new NpyFormatException("images of shape " + shape + " are too large");
        }
    }

    /** Number of images. */
    public int count() {
        return count;
    }

    /** Rows of every image. */
    public int height() {
        return height;
    }

    /** Columns of every image. */
    public int width() {
        return width;
    }

    /** Reads an image. */
    public Image image(int index) {
        byte[] pixels = new byte[height * width * CHANNELS];
        copyPixels(index, pixels, 0);
        return new Image(height, width, CHANNELS, pixels);
    }

    /** Copies an image's bytes to {@code target[offset]}. */
    public void copyPixels(int index, byte[] target, int offset) {
        Objects.checkIndex(index, count);
        int bytes = height * width * CHANNELS;
        maps[index / perMap].get(index % perMap * bytes, target, offset, bytes);
    }
}
