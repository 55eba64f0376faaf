package dev.midstream.job.scoring;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The scoring engine, which this job's jar carries as a nested jar and which every process opens
 * once.
 *
 * <p>TensorFlow's natives can be loaded by one class loader of a process only, and its threads live
 * as long as the process. Were the engine in the job's own class loader, every submission would
 * leave that loader behind, until the task manager runs out of metaspace. So the engine has a
 * loader of its own, above all jobs: its parent is the system class loader, so that an engine in
 * the cluster's lib directory wins; it is kept in the system properties, the one place that all
 * jobs of a process see; and only types of the JDK cross the boundary.
 *
 * <p>The first job's engine serves all later ones. Its class loader stays, and no other: every
 * URLClassLoader remembers the protection domains of the code that made it.
 */
public final class NestedEngine {
    private static final String GATEWAY = "dev.midstream.engine.tensorflow.ScorerGateway";
    private static final String SLOT = "dev.midstream.engine.classloader";
    // Interned, hence the same object for all jobs of the process.
    private static final Object PROCESS_LOCK = (SLOT + ".lock").intern();

    private NestedEngine() {}

    /**
     * Verifies the model directory and opens a scorer of it.
     *
     * @throws IllegalStateException if the engine or the model cannot be opened; the message says
     *     why in one line
     */
    public static BatchScorer open(ScoringPlan plan) throws Exception {
        Map<String, String> settings = new HashMap<>(plan.settings());
        settings.put("directory", plan.directory().path().toAbsolutePath().toString());
        BiFunction<byte[], Integer, float[]> scorer = open(gateway(), settings);
        return new BatchScorer() {
            @Override
            public float[] score(byte[] pixels, int images) {
                return scorer.apply(pixels, images);
            }

            @Override
            public void close() throws Exception {
                ((AutoCloseable) scorer).close();
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Function<Map<String, String>, BiFunction<byte[], Integer, float[]>> gateway()
            throws IOException, ReflectiveOperationException {
        return (Function<Map<String, String>, BiFunction<byte[], Integer, float[]>>)
                Class.forName(GATEWAY, true, engineClassLoader()).getConstructor().newInstance();
    }

    /** On a thread of the common pool, so that no engine thread inherits a thread-local either. */
    private static BiFunction<byte[], Integer, float[]> open(
            Function<Map<String, String>, BiFunction<byte[], Integer, float[]>> gateway,
            Map<String, String> settings) {
        try {
            return CompletableFuture.completedFuture(settings)
                    .thenApplyAsync(gateway, ForkJoinPool.commonPool())
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private static ClassLoader engineClassLoader() throws IOException {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        try {
            Class.forName(GATEWAY, false, system);
            return system;
        } catch (ClassNotFoundException e) {
            // The usual case: it has to come from the nested jar.
        }
        synchronized (PROCESS_LOCK) {
            if (System.getProperties().get(SLOT) instanceof ClassLoader opened) {
                return opened;
            }
            URL[] jar = {NestedJar.unpack().toUri().toURL()};
            URLClassLoader loader = new URLClassLoader("midstream-engine", jar, system);
            System.getProperties().put(SLOT, loader);
            return loader;
        }
    }
}
