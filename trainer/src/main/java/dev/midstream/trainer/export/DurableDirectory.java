package dev.midstream.trainer.export;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Puts directories in their place so that they are whole and lasting, even after a power cut. */
final class DurableDirectory {
    private static final int CURRENT_DIRECTORY = -100;
    private static final int EXCHANGE = 2;

    private DurableDirectory() {}

    /** Forces all files of a directory, and the directory itself, to disk. */
    static void force(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            forceOne(path);
        }
    }

    /** Forces a file, or the names in a directory, to disk. */
    static void forceOne(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Exchanges two directories in one step, so that at any time one is in either place.
     *
     * @return whether the file system can do that
     */
    static boolean exchange(Path one, Path other) {
        try {
            int result =
                    NativeLibrary.getInstance("c")
                            .getFunction("renameat2")
                            .invokeInt(
                                    new Object[] {
                                        CURRENT_DIRECTORY,
                                        bytes(one),
                                        CURRENT_DIRECTORY,
                                        bytes(other),
                                        EXCHANGE
                                    });
            return result == 0;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static byte[] bytes(Path path) {
        return Native.toByteArray(
                path.toAbsolutePath().toString(), System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
