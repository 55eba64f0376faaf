package dev.midstream.images.npy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads matrices of a NumPy archive ({@code .npz}), as {@link NumpyArchive} writes them. */
public final class NumpyArchiveReader implements AutoCloseable {
    private static final int MAX_ROWS = 1 << 20;

    private final ZipFile zip;

    public NumpyArchiveReader(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
    }

    /**
     * Reads a matrix of 32-bit floats.
     *
     * @throws NpyFormatException if there is no such matrix with that name
     */
    public float[][] floats(String name) throws IOException {
        try (InputStream input = open(name)) {
            NpyHeader header = header(input, name, "<f4");
            float[][] rows = new float[header.shape().get(0)][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new float[header.shape().get(1)];
                row(input, name, rows[i].length, Float.BYTES).asFloatBuffer().get(rows[i]);
            }
            return rows;
        }
    }

    /**
     * Reads a matrix of 64-bit integers.
     *
     * @throws NpyFormatException if there is no such matrix with that name
     */
    public long[][] integers(String name) throws IOException {
        try (InputStream input = open(name)) {
            NpyHeader header = header(input, name, "<i8");
            long[][] rows = new long[header.shape().get(0)][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = new long[header.shape().get(1)];
                row(input, name, rows[i].length, Long.BYTES).asLongBuffer().get(rows[i]);
            }
            return rows;
        }
    }

    /** Reads a matrix of 32-bit floats, or one without rows if there is none with that name. */
    public float[][] floatsOrNone(String name) throws IOException {
        return zip.getEntry(name + ".npy") == null ? new float[0][] : floats(name);
    }

    /**
     * Reads a file that is not an array.
     *
     * @throws NpyFormatException if there is none with that name
     */
    public byte[] file(String name) throws IOException {
        try (InputStream input = entry(name)) {
            return input.readAllBytes();
        }
    }

    private InputStream open(String name) throws IOException {
        return entry(name + ".npy");
    }

    private InputStream entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new NpyFormatException("it has no " + name);
        }
        try (InputStream input = zip.getInputStream(entry)) {
            CheckedInputStream checked =
                    new CheckedInputStream(new BufferedInputStream(input), new CRC32());
            checked.transferTo(OutputStream.nullOutputStream());
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new NpyFormatException(name + " was changed (CRC-32 differs)");
            }
        }
        return new BufferedInputStream(zip.getInputStream(entry));
    }

    private static NpyHeader header(InputStream input, String name, String type)
            throws IOException {
        NpyHeader header = NpyHeader.read(input);
        if (!header.type().equals(type)
                || header.shape().size() != 2
                || header.order() != ArrayOrder.ROW_MAJOR
                || header.shape().get(0) > MAX_ROWS) {
            throw new NpyFormatException(
                    "array %s is %s %s, not a matrix %s in row-major order"
                            .formatted(name, header.type(), header.shape(), type));
        }
        return header;
    }

    private static ByteBuffer row(InputStream input, String name, int length, int width)
            throws IOException {
        int bytes = Math.multiplyExact(length, width);
        byte[] data = input.readNBytes(bytes);
        if (data.length < bytes) {
            throw new EOFException("array " + name + " is truncated");
        }
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
