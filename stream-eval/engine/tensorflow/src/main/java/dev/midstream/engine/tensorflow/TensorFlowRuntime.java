package dev.midstream.engine.tensorflow;

import ai.djl.engine.Engine;
import dev.midstream.engine.EngineStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;

/**
 * TensorFlow in this process, started through DJL without any download.
 *
 * <p>The natives come from the directory named by {@code TENSORFLOW_LIBRARY_PATH} (environment
 * variable or system property). Where it is not set they are unpacked once, from the class path
 * into a directory of this user below {@code java.io.tmpdir}, or below the directory named by the
 * system property {@value #NATIVES_DIRECTORY}.
 */
public final class TensorFlowRuntime {
    /** System property: the directory to unpack the native libraries into. */
    public static final String NATIVES_DIRECTORY = "midstream.natives.dir";

    /** DJL's name of the engine. */
    public static final String ENGINE = "TensorFlow";

    private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";
    private static final String JAVACPP_CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String INTRA_OP_THREADS = "ai.djl.tensorflow.num_intraop_threads";

    private static boolean started;

    private TensorFlowRuntime() {}

    /**
     * Starts TensorFlow with as many threads per operation as there are processors, unless it runs
     * already.
     *
     * @throws EngineStartException if the native libraries are missing or cannot be loaded
     */
    public static void start() {
        start(Optional.empty());
    }

    /**
     * Starts TensorFlow with the given number of threads per operation, unless it runs already.
     *
     * <p>All sessions of a process share these threads, so the first start decides. With one thread
     * an operation runs in its caller, and parallel callers scale best.
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
        // JavaCPP counts the pages of mapped files as its own memory and refuses to go on.
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        // Otherwise JavaCPP prefers the class path and unpacks a second copy into its cache.
        System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        EnvironmentDefaults.set();
        // Nothing is put there, but it is created; by default in the home directory.
        System.getProperties()
                .putIfAbsent(JAVACPP_CACHE, ownedPath().resolve("javacpp").toString());
        intraOpThreads.ifPresent(n -> System.setProperty(INTRA_OP_THREADS, Integer.toString(n)));
        try {
            if (libraryPath().isEmpty()) {
                ClassLoader classPath = TensorFlowRuntime.class.getClassLoader();
                Path natives = NativeLibraries.unpackInto(ownedDirectory(), classPath);
                System.setProperty(LIBRARY_PATH, natives.toString());
            }
            Engine.getEngine(ENGINE);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (e instanceof EngineStartException known) {
                throw known;
            }
            throw new EngineStartException(
                    "Cannot start TensorFlow with the natives of "
                            + libraryPath().orElse(ownedPath().toString())
                            + ": "
                            + rootMessage(e)
                            + ". Free disk space there, or set "
                            + LIBRARY_PATH
                            + " to a directory that holds them.",
                    e);
        }
        started = true;
    }

    /** Returns the versions of what computes: TensorFlow, DJL and JavaCPP. Starts TensorFlow. */
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

    private static Optional<String> libraryPath() {
        // The order in which DJL asks.
        return Optional.ofNullable(System.getenv(LIBRARY_PATH))
                .or(() -> Optional.ofNullable(System.getProperty(LIBRARY_PATH)));
    }

    private static Path ownedPath() {
        String configured = System.getProperty(NATIVES_DIRECTORY);
        return configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                        .resolve("midstream-" + System.getProperty("user.name", "user"));
    }

    /** Code is loaded from here, so in a shared temporary directory it must be this user's own. */
    private static Path ownedDirectory() throws IOException {
        Path directory = ownedPath();
        Files.createDirectories(directory);
        Path probe = Files.createTempFile(directory, ".owner-", "");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(directory))
                    && System.getProperty(NATIVES_DIRECTORY) == null) {
                throw new EngineStartException(
                        "Cannot unpack TensorFlow into "
                                + directory
                                + ": it belongs to another user. Set the system property "
                                + NATIVES_DIRECTORY
                                + " to a directory of your own.");
            }
        } finally {
            Files.delete(probe);
        }
        return directory;
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
