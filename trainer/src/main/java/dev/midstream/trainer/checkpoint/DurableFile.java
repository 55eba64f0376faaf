package dev.midstream.trainer.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces files atomically and durably: even after a crash, either the old or the new file is
 * complete.
 */
public final class DurableFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private DurableFile() {}

    /** Writes the content of a file; need not close the stream. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream stream) throws IOException;
    }

    /**
     * Replaces a file: writes the new one under another name, forces it to disk and renames it. If
     * the path is a link, its target is replaced.
     *
     * @throws IOException if it cannot be written; the old file is intact then
     */
    public static void replace(Path file, Content content) throws IOException {
        if (Files.isSymbolicLink(file) && Files.exists(file)) {
            replace(file.toRealPath(), content);
            return;
        }
        Path written = file.resolveSibling("." + file.getFileName() + ".writing");
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            written,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                // Closing the stream would close the channel before it is forced.
                OutputStream stream =
                        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.write(stream);
                stream.flush();
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(file);
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
    }

    /** Makes the renaming last. */
    private static void forceDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
