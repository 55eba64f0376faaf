package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Whole files of the binary data sets, with messages that name the file and the offset. */
final class BinaryFile {

    /** More than the largest file of these formats; a small gzip file could expand to any size. */
    static final int MAX_BYTES = 1 << 28;

    private static final int BUFFER = 1 << 16;

    private BinaryFile() {}

    /** Reads a file, unpacking it if its name ends in {@code .gz}. */
    static byte[] read(Path file) throws DatasetException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream content =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new DatasetException(
                        "Cannot read "
                                + file
                                + ": it goes on at offset "
                                + MAX_BYTES
                                + ", no data set's file is as long.");
            }
            return bytes;
        } catch (EOFException e) {
            throw new DatasetException("Cannot read " + file + ": its gzip data is truncated.", e);
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
    }

    static void checkLength(Path file, byte[] content, long expected) throws DatasetException {
        if (content.length != expected) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": it is "
                            + (content.length < expected ? "truncated" : "too long")
                            + ", "
                            + content.length
                            + " bytes where its header declares "
                            + expected
                            + ".");
        }
    }

    static int label(Path file, byte[] content, int offset, int classes) throws DatasetException {
        int label = content[offset] & 0xff;
        if (label >= classes) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": label "
                            + label
                            + " at offset "
                            + offset
                            + " is not one of the classes 0 to "
                            + (classes - 1)
                            + ".");
        }
        return label;
    }
}
