package dev.midstream.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a cluster leaves on disk: settings, process ids, logs, the broker's records,
 * checkpoints and savepoints.
 *
 * @param root its directory, absolute
 */
record DataDirectory(Path root) {

    Path settings() {
        return root.resolve("settings.properties");
    }

    Path processes() {
        return root.resolve("processes");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String service) {
        return logs().resolve(service + ".log");
    }

    /** What a service prints, which is little: most of it goes to its log. */
    Path output(String service) {
        return logs().resolve(service + ".out");
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path flinkConfiguration() {
        return configuration().resolve("flink");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path savepoints() {
        return root.resolve("savepoints");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path prometheus() {
        return root.resolve("prometheus");
    }

    /** Whether a cluster was started here before. */
    boolean exists() {
        return Files.exists(settings());
    }

    /**
     * Checks that the directory is a cluster's, empty, or not there.
     *
     * @throws LocalException if it holds something else
     */
    void requireUsable() throws LocalException {
        if (!Files.isDirectory(root) || exists()) {
            return;
        }
        try (Stream<Path> entries = Files.list(root)) {
            if (entries.anyMatch(entry -> !entry.equals(lockFile()))) {
                throw new LocalException(
                        "Cannot use %s: it holds other files. Name an empty directory by --data."
                                .formatted(root));
            }
        } catch (IOException e) {
            throw new LocalException("Cannot read %s: %s".formatted(root, e), e);
        }
    }

    /** Makes the directory with what it holds, and keeps the settings in it. */
    void create(LocalSettings settings) throws LocalException {
        List<Path> directories =
                List.of(
                        processes(),
                        logs(),
                        flinkConfiguration(),
                        checkpoints(),
                        savepoints(),
                        temporary(),
                        prometheus());
        try {
            Files.createDirectories(root);
            settings.write(settings());
            for (Path directory : directories) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new LocalException("Cannot write to %s: %s".formatted(root, e), e);
        }
    }

    private Path lockFile() {
        return root.resolve(".lock");
    }

    /**
     * Keeps other commands from changing the same cluster until the lock is closed.
     *
     * @throws LocalException if another command is at work
     */
    FileLock lock() throws LocalException {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(
                            lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new LocalException(
                        "Cannot go on: another command is at work on %s. Wait for its end."
                                .formatted(root));
            }
            return lock;
        } catch (IOException e) {
            throw new LocalException("Cannot write to %s: %s".formatted(root, e), e);
        }
    }

    /** Deletes everything, the directory included. */
    void purge() throws LocalException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new LocalException("Cannot delete %s: %s".formatted(root, e), e);
        }
    }
}
