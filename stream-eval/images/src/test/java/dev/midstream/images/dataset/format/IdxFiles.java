package dev.midstream.images.dataset.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small files in the IDX format of MNIST. */
public final class IdxFiles {

    private IdxFiles() {}

    /** Images whose pixel {@code k} of image {@code i} is {@code (i + k) % 251}. */
    public static byte[] images(int count, int rows, int columns) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + count * rows * columns);
        buffer.putInt(0x803).putInt(count).putInt(rows).putInt(columns);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < rows * columns; k++) {
                buffer.put((byte) ((i + k) % 251));
            }
        }
        return buffer.array();
    }

    public static byte[] labels(int... labels) {
        ByteBuffer buffer = ByteBuffer.allocate(8 + labels.length);
        buffer.putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            buffer.put((byte) label);
        }
        return buffer.array();
    }

    public static void write(Path directory, String prefix, byte[] images, byte[] labels)
            throws IOException {
        Files.write(directory.resolve(prefix + "-images-idx3-ubyte"), images);
        Files.write(directory.resolve(prefix + "-labels-idx1-ubyte"), labels);
    }

    public static void writeGzip(Path file, byte[] content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
    }
}
