package dev.midstream.local.disaster;

import dev.midstream.local.Shell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of its own, in memory, that can be filled up. Mounting takes root. */
final class SmallDisk implements AutoCloseable {
    private static final int MEBIBYTES = 64;

    private final Shell shell;
    private final Path directory;
    private final Path filler;

    private SmallDisk(Shell shell, Path directory) {
        this.shell = shell;
        this.directory = directory;
        this.filler = directory.resolve("filler");
    }

    /** Mounts one on an empty directory, if this user may. */
    static Optional<SmallDisk> mount(Shell shell, Path directory) throws Exception {
        Files.createDirectories(directory);
        int exitCode =
                shell.run("mount -t tmpfs -o size=%dm tmpfs %s".formatted(MEBIBYTES, directory))
                        .exitCode();
        return exitCode == 0 ? Optional.of(new SmallDisk(shell, directory)) : Optional.empty();
    }

    Path directory() {
        return directory;
    }

    /** Writes until there is no space left. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream file = Files.newOutputStream(filler)) {
            for (int i = 0; i <= MEBIBYTES * 256; i++) {
                file.write(block);
            }
            throw new IllegalStateException("Cannot fill the disk: it is larger than thought.");
        } catch (IOException e) {
            if (directory.toFile().getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws Exception {
        shell.succeed("umount -l " + directory);
    }
}
