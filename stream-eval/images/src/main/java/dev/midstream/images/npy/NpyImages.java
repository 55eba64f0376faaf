package dev.midstream.images.npy;

import dev.midstream.images.Image;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Images in a {@code .npy} file, see {@link PixelArray}, mapped into memory, so that the operating
 * system reads and evicts pages as needed. Thread-safe.
 */
public final class NpyImages {

    private static final int CHANNELS = 3;
    private static final long MAX_MAP_BYTES = 1L << 30;

    private final MappedBytes bytes;
    private final PixelArray array;

    private NpyImages(MappedBytes bytes, PixelArray array) {
        this.bytes = bytes;
        this.array = array;
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
        PixelArray array = PixelArray.of(header);
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
            return new NpyImages(
                    MappedBytes.of(channel, header.dataOffset(), header.elements(), maxMapBytes),
                    array);
        }
    }

    /** Number of images. */
    public int count() {
        return array.count();
    }

    /** Rows of every image. */
    public int height() {
        return array.height();
    }

    /** Columns of every image. */
    public int width() {
        return array.width();
    }

    /** Reads an image in RGB. */
    public Image image(int index) {
        byte[] pixels = new byte[array.shownBytes()];
        copyPixels(index, pixels, 0);
        return new Image(height(), width(), CHANNELS, pixels);
    }

    /** Copies an image's bytes in RGB to {@code target[offset]}. */
    public void copyPixels(int index, byte[] target, int offset) {
        Objects.checkIndex(index, count());
        if (array.order() == ArrayOrder.ROW_MAJOR && array.channels() == CHANNELS) {
            int length = array.storedBytes();
            bytes.copy((long) index * length, target, offset, length);
        } else {
            array.show(stored(index), target, offset);
        }
    }

    /** The values of an image, in row-major order. */
    private byte[] stored(int index) {
        byte[] values = new byte[array.storedBytes()];
        if (array.order() == ArrayOrder.ROW_MAJOR) {
            bytes.copy((long) index * values.length, values, 0, values.length);
            return values;
        }
        int next = 0;
        for (int row = 0; row < height(); row++) {
            for (int column = 0; column < width(); column++) {
                for (int channel = 0; channel < array.channels(); channel++) {
                    values[next++] = bytes.get(array.position(index, row, column, channel));
                }
            }
        }
        return values;
    }
}
