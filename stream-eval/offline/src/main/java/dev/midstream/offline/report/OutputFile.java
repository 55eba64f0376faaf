package dev.midstream.offline.report;

import dev.midstream.images.FileFailures;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that an evaluation writes. It grows beside its place, under its name with {@code .part} at
 * the end, and is moved there when it is complete: until then an earlier file stays as it is. What
 * is no regular file, such as a pipe, is written in place. Errors are one line that names the file.
 */
public final class OutputFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Path target;
    private final Path written;
    private final OutputStream stream;
    private boolean complete;

    private OutputFile(Path file, Path target, Path written, OutputStream stream) {
        this.file = file;
        this.target = target;
        this.written = written;
        this.stream = stream;
    }

    /** Writes the content of a file; may close the stream. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream stream) throws IOException;
    }

    /**
     * Makes sure that a file can be written.
     *
     * @throws IOException if not, with a one-line message that says what to do
     */
    public static void check(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("Cannot write " + file + ": it is a directory. Name a file.");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException(
                    "Cannot write "
                            + file
                            + ": it is read-only. Name another file, or change its permissions.");
        }
        Path parent = target(file).toAbsolutePath().getParent();
        if (!isInPlace(file)
                && (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent))) {
            throw new IOException(
                    "Cannot write "
                            + file
                            + ": "
                            + parent
                            + " is no directory that can be written to. Create it first.");
        }
    }

    /**
     * Writes a whole file.
     *
     * @throws IOException if it cannot be written; an earlier file is intact then
     */
    public static void write(Path file, Content content) throws IOException {
        try (OutputFile output = open(file)) {
            try {
                content.write(output.stream);
            } catch (IOException e) {
                throw failure(file, e);
            }
            output.complete();
        }
    }

    /** Begins a file. */
    static OutputFile open(Path file) throws IOException {
        try {
            Path target = target(file);
            Path written =
                    isInPlace(file)
                            ? target
                            : target.resolveSibling(target.getFileName() + ".part");
            OutputStream stream =
                    new BufferedOutputStream(Files.newOutputStream(written), BUFFER_BYTES);
            return new OutputFile(file, target, written, stream);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Where the file is: a link stays one. */
    private static Path target(Path file) throws IOException {
        return Files.isSymbolicLink(file) && Files.isRegularFile(file) ? file.toRealPath() : file;
    }

    private static boolean isInPlace(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    /** Appends text. */
    void append(String text) throws IOException {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Gives the file its name. */
    void complete() throws IOException {
        try {
            stream.close();
            if (!written.equals(target)) {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            }
            complete = true;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Deletes what was written, unless the file is complete. */
    @Override
    public void close() throws IOException {
        if (complete) {
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            // What could not be written is not wanted any more.
        } finally {
            if (!written.equals(target)) {
                Files.deleteIfExists(written);
            }
        }
    }

    private static IOException failure(Path file, IOException cause) {
        return new IOException(
                "Cannot write %s: %s.".formatted(file, FileFailures.reason(cause)), cause);
    }
}
