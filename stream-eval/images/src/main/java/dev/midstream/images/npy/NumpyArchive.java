package dev.midstream.images.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays as a NumPy archive ({@code .npz}): a ZIP of {@code .npy} files, each with an {@link
 * NpyHeader}.
 */
public final class NumpyArchive implements AutoCloseable {
    private final ZipOutputStream zip;

    public NumpyArchive(OutputStream stream) {
        this.zip = new ZipOutputStream(stream);
    }

    /** Returns an archive that is not compressed, hence quick to write. */
    public static NumpyArchive uncompressed(OutputStream stream) {
        NumpyArchive archive = new NumpyArchive(stream);
        archive.zip.setLevel(Deflater.NO_COMPRESSION);
        return archive;
    }

    /** Adds a file that is not an array. */
    public void addFile(String name, byte[] content) throws IOException {
        entry(name);
        zip.write(content);
        zip.closeEntry();
    }

    /** Adds a matrix of 32-bit floats, unless it has no rows. */
    public void addUnlessEmpty(String name, float[][] rows) throws IOException {
        if (rows.length > 0) {
            add(name, rows);
        }
    }

    /** Completes the archive; the stream stays open. */
    public void finish() throws IOException {
        zip.finish();
    }

    /** Adds a matrix of 32-bit floats. */
    public void add(String name, float[][] rows) throws IOException {
        begin(name, "<f4", rows.length, rows[0].length);
        for (float[] row : rows) {
            ByteBuffer buffer = buffer(Math.multiplyExact(row.length, Float.BYTES));
            buffer.asFloatBuffer().put(row);
            zip.write(buffer.array());
        }
        zip.closeEntry();
    }

    /** Adds a matrix of 64-bit integers. */
    public void add(String name, long[][] rows) throws IOException {
        begin(name, "<i8", rows.length, rows[0].length);
        for (long[] row : rows) {
            ByteBuffer buffer = buffer(Math.multiplyExact(row.length, Long.BYTES));
            buffer.asLongBuffer().put(row);
            zip.write(buffer.array());
        }
        zip.closeEntry();
    }

    /** Adds a vector of ASCII strings, as NumPy's Unicode strings. */
    public void add(String name, List<String> values) throws IOException {
        int longest = 1;
        for (String value : values) {
            longest = Math.max(longest, value.length());
        }
        begin(name, "<U" + longest, values.size());
        for (String value : values) {
            ByteBuffer buffer = buffer(longest * Integer.BYTES);
            for (int i = 0; i < value.length(); i++) {
                buffer.putInt(value.charAt(i));
            }
            zip.write(buffer.array());
        }
        zip.closeEntry();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void begin(String name, String type, Integer... shape) throws IOException {
        entry(name + ".npy");
        zip.write(NpyHeader.of(type, shape).encode());
    }

    private void entry(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same bytes whenever the same arrays are written.
        entry.setTime(0);
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
