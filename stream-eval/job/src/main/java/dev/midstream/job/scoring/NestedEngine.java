package dev.midstream.job.scoring;

import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScorerGateway;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
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
    private static final String SERVICES = "META-INF/services/dev.midstream.engine.ScoringEngine";
    private static final String GATEWAY = "dev.midstream.engine.ScorerGateway";
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
    public static Scorer open(ScoringPlan plan) throws Exception {
        Map<String, Object> settings =
                Map.of(
                        ScorerGateway.DIRECTORY,
                        plan.directory().path().toAbsolutePath().toString(),
                        ScorerGateway.POINTS,
                        plan.pointIds(),
                        ScorerGateway.BATCH_SIZE,
                        plan.batching().batchSize(),
                        ScorerGateway.THREADS,
                        plan.batching().threads());
        return new NestedScorer(open(gateway(engineClassLoader()), settings));
    }

    /** A scorer of the engine's class loader. */
    private record NestedScorer(BiFunction<byte[], Integer, float[]> scorer) implements Scorer {
        @Override
        public float[] score(byte[] pixels, int images) {
            return scorer.apply(pixels, images);
        }

        @Override
        public void close() {
            try {
                ((AutoCloseable) scorer).close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot close a scorer: " + e.getMessage(), e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>> gateway(
            ClassLoader engines) throws ReflectiveOperationException {
        return (Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>>)
                Class.forName(GATEWAY, true, engines)
                        .getConstructor(ClassLoader.class)
                        .newInstance(engines);
    }

    /** On a thread of the common pool, so that no engine thread inherits a thread-local either. */
    private static BiFunction<byte[], Integer, float[]> open(
            Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>> gateway,
            Map<String, Object> settings) {
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
        if (system.getResource(SERVICES) != null) {
            // The cluster has an engine in its lib directory.
            return system;
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
