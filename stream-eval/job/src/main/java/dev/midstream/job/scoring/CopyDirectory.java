package dev.midstream.job.scoring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for copies of models that one job of one process uses.
 *
 * <p>A lock on the file beside it says that the process lives. Whoever makes a directory deletes
 * those whose lock nobody holds: they are left by processes that were killed.
 */
final class CopyDirectory implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CopyDirectory.class);

    /** Held while directories are made and looked for. */
    private static final String ALL_LOCK = "all.lock";

    private static final String LOCK_SUFFIX = ".lock";

    /**
     * System property: the names of all directories of this process, whatever class loader made
     * them. Their locks must not be tried: to close a file ends all locks of the process on it.
     */
    private static final String OF_PROCESS = "dev.midstream.job.model-copies";

    // Interned, hence the same object for all jobs of the process.
    private static final Object PROCESS_LOCK = (OF_PROCESS + ".lock").intern();

    private final Path path;
    private final FileChannel alive;

    private CopyDirectory(Path path, FileChannel alive) {
        this.path = path;
        this.alive = alive;
    }

    /** Makes a directory in {@code parent}, and deletes those of processes that are gone. */
    static CopyDirectory create(Path parent) throws IOException {
        Files.createDirectories(parent);
        synchronized (PROCESS_LOCK) {
            try (FileChannel all = open(parent.resolve(ALL_LOCK))) {
                FileLock held = all.lock();
                try {
                    deleteAbandoned(parent);
                    return createAlone(parent);
                } finally {
                    held.release();
                }
            }
        }
    }

    private static CopyDirectory createAlone(Path parent) throws IOException {
        Path path = parent.resolve(UUID.randomUUID().toString());
        FileChannel alive = open(lockOf(path));
        boolean created = false;
        try {
            FileLock unused = alive.lock();
            Files.createDirectory(path);
            created = true;
        } finally {
            if (!created) {
                alive.close();
            }
        }
        ofProcess().add(path.getFileName().toString());
        return new CopyDirectory(path, alive);
    }

    Path path() {
        return path;
    }

    /** Deletes the directory. */
    @Override
    public void close() throws IOException {
        try {
            deleteTree(path);
            Files.deleteIfExists(lockOf(path));
        } finally {
            alive.close();
            ofProcess().remove(path.getFileName().toString());
        }
    }

    /** Deletes a directory with all that it holds, if it exists. */
    static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private static void deleteAbandoned(Path parent) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(parent)) {
            names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(LOCK_SUFFIX) && !name.equals(ALL_LOCK))
                            .map(name -> name.substring(0, name.length() - LOCK_SUFFIX.length()))
                            .filter(name -> !ofProcess().contains(name))
                            .toList();
        }
        for (String name : names) {
            Path path = parent.resolve(name);
            try (FileChannel alive = open(lockOf(path))) {
                if (alive.tryLock() != null) {
                    deleteTree(path);
                    Files.deleteIfExists(lockOf(path));
                    LOGGER.info("Deleted {}, which a process left that is gone.", path);
                }
            } catch (IOException e) {
                LOGGER.warn("Cannot delete {}, which a process may have left.", path, e);
            }
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path lockOf(Path path) {
        return path.resolveSibling(path.getFileName() + LOCK_SUFFIX);
    }

    /** Holds types of the JDK alone, for the class loader of a job must be free to go. */
    @SuppressWarnings("unchecked")
    private static Set<String> ofProcess() {
        return (Set<String>)
                System.getProperties()
                        .computeIfAbsent(OF_PROCESS, absent -> ConcurrentHashMap.newKeySet());
    }
}
