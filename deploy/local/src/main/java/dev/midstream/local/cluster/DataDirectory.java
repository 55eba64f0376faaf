package dev.midstream.local.cluster;

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
 * The directory of a cluster: settings, process ids, logs, the broker's records, checkpoints and
 * savepoints.
 *
 * @param root absolute path of the directory
 */
public record DataDirectory(Path root) {

    /** The file with the cluster's settings. */
    public Path settings() {
        return root.resolve("settings.properties");
    }

    /** The directory with a process id file for each started service. */
    public Path processes() {
        return root.resolve("processes");
    }

    /** The directory with all logs. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The log file of a service. */
    public Path log(String service) {
        return logs().resolve(service + ".log");
    }

    /** The standard output of a service; most of what it says is in its log instead. */
    public Path output(String service) {
        return logs().resolve(service + ".out");
    }

    /** The directory with generated configuration files. */
    public Path configuration() {
        return root.resolve("conf");
    }

    /** The directory with Flink's {@code config.yaml}. */
    public Path flinkConfiguration() {
        return configuration().resolve("flink");
    }

    /** The broker's log directory, which holds the records of all topics. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The directory of Flink's checkpoints. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** The directory of Flink's savepoints. */
    public Path savepoints() {
        return root.resolve("savepoints");
    }

    /** The directory of Flink's temporary files. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /** The directory of Prometheus' time series. */
    public Path prometheus() {
        return root.resolve("prometheus");
    }

    /** Whether a cluster has been started in this directory. */
    public boolean exists() {
        return Files.exists(settings());
    }

    /**
     * Checks that the directory belongs to a cluster, is empty, or does not exist.
     *
     * @throws LocalException if it holds other files
     */
    public void requireUsable() throws LocalException {
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

    /** Creates the directory with its subdirectories and stores the settings in it. */
    public void create(ClusterSettings settings) throws LocalException {
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
     * Prevents other commands from changing the same cluster until the lock is closed.
     *
     * @throws LocalException if another command holds the lock
     */
    public FileLock lock() throws LocalException {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(
                            lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new LocalException(
                        "Cannot use %s: another command is changing this cluster. Wait until it ends."
                                .formatted(root));
            }
            return lock;
        } catch (IOException e) {
            throw new LocalException("Cannot write to %s: %s".formatted(root, e), e);
        }
    }

    /** Deletes the directory and everything in it. */
    public void purge() throws LocalException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new LocalException("Cannot delete %s: %s".formatted(root, e), e);
        }
    }
}
