package dev.midstream.engine.tensorflow;

import ai.djl.engine.Engine;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.storage.OwnDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;

/**
 * TensorFlow in this process, started through DJL without any download.
 *
 * <p>The native libraries are those in the directory {@code TENSORFLOW_LIBRARY_PATH} (environment
 * variable or system property). If it is not set, they are unpacked once from the class path into
 * the {@link OwnDirectory}.
 */
public final class TensorFlowRuntime {
    /** DJL's name of the engine. */
    public static final String ENGINE = "TensorFlow";

    private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";
    private static final String JAVACPP_CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String INTRA_OP_THREADS = "ai.djl.tensorflow.num_intraop_threads";

    private static boolean started;

    private TensorFlowRuntime() {}

    /**
     * Starts TensorFlow with as many threads per operation as there are processors, unless it is
     * already running.
     *
     * @throws EngineStartException if the native libraries are missing or cannot be loaded
     */
    public static void start() {
        start(Optional.empty());
    }

    /**
     * Starts TensorFlow with a number of threads per operation, unless it is already running.
     *
     * <p>All sessions of a process share these threads, so the first start decides. With one
     * thread, operations run on the calling thread, which scales best with parallel callers.
     *
     * @throws EngineStartException if the native libraries are missing or cannot be loaded
     */
    public static void start(int intraOpThreads) {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException(
                    "Cannot start TensorFlow: intra-op threads must be at least 1, not "
                            + intraOpThreads
                            + ".");
        }
        start(Optional.of(intraOpThreads));
    }

    private static synchronized void start(Optional<Integer> intraOpThreads) {
        if (started) {
            return;
        }
        // Otherwise JavaCPP counts the pages of mapped files as its own memory and fails.
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        // Otherwise JavaCPP prefers the class path and unpacks a second copy to its cache.
        System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        EnvironmentDefaults.set();
        // JavaCPP creates this directory, by default in the home directory, although it stays
        // empty.
        System.getProperties()
                .putIfAbsent(JAVACPP_CACHE, OwnDirectory.path().resolve("javacpp").toString());
        intraOpThreads.ifPresent(n -> System.setProperty(INTRA_OP_THREADS, Integer.toString(n)));
        try {
            if (libraryPath().isEmpty()) {
                ClassLoader classPath = TensorFlowRuntime.class.getClassLoader();
                Path natives = NativeLibraries.unpackInto(OwnDirectory.checked(), classPath);
                System.setProperty(LIBRARY_PATH, natives.toString());
            }
            Engine.getEngine(ENGINE);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (e instanceof EngineStartException known) {
                throw known;
            }
            throw new EngineStartException(
                    "Cannot start TensorFlow with the natives of "
                            + libraryPath().orElse(OwnDirectory.path().toString())
                            + ": "
                            + rootMessage(e)
                            + ". Free disk space there, or set "
                            + LIBRARY_PATH
                            + " to a directory that holds them.",
                    e);
        }
        started = true;
    }

    /** Starts TensorFlow and returns the versions of TensorFlow, DJL and JavaCPP. */
    public static Map<String, String> versions() {
        start();
        Map<String, String> versions = new TreeMap<>();
        versions.put("tensorflow", Engine.getEngine(ENGINE).getVersion());
        versions.put("djl", Engine.getDjlVersion());
        try {
            versions.put("javacpp", Loader.getVersion());
        } catch (IOException e) {
            versions.put("javacpp", "unknown");
        }
        return Map.copyOf(versions);
    }

    /** Returns TensorFlow's version and what decides how it rounds. */
    static String description() {
        return "TensorFlow %s, %s, %s threads"
                .formatted(
                        Engine.getEngine(ENGINE).getVersion(),
                        libraryPath().orElse(""),
                        System.getProperty(INTRA_OP_THREADS, "all"));
    }

    private static Optional<String> libraryPath() {
        // The same order as in DJL.
        return Optional.ofNullable(System.getenv(LIBRARY_PATH))
                .or(() -> Optional.ofNullable(System.getProperty(LIBRARY_PATH)));
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
