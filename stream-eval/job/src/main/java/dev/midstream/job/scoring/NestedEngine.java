package dev.midstream.job.scoring;

import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScorerGateway;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The scoring engines, which the job's jar carries as nested jars and which every process loads
 * once.
 *
 * <p>TensorFlow's native libraries can be loaded by only one class loader of a process, and its
 * threads live as long as the process. If the job's own class loader loaded the engines, every
 * submission would leak that loader, until the TaskManager runs out of metaspace. Therefore all
 * engines share a class loader that outlives jobs. Its parent is the system class loader, so that
 * engines in the cluster's lib directory take precedence. It is kept in the system properties, the
 * one place that all jobs of a process see, and only types of the JDK cross its boundary.
 *
 * <p>The engines of the first job serve all later ones. The class loader of that first job leaks,
 * and no other: a URLClassLoader keeps the protection domains of the code that created it.
 */
public final class NestedEngine {
    private static final String SERVICES = "META-INF/services/dev.midstream.engine.ScoringEngine";
    private static final String GATEWAY = "dev.midstream.engine.ScorerGateway";
    private static final String SLOT = "dev.midstream.engine.classloader";
    // Interned strings are the same object for all jobs of a process.
    private static final Object PROCESS_LOCK = (SLOT + ".lock").intern();

    private NestedEngine() {}

    /**
     * Verifies the model directory and opens a scorer of it.
     *
     * @throws IllegalStateException if no engine or model can be opened; the message says why in
     *     one line
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
                        plan.batching().threads(),
                        ScorerGateway.PRECISION,
                        plan.batching().precision().name(),
                        ScorerGateway.PROCESSOR,
                        plan.batching().processor().name());
        return new NestedScorer(open(gateway(engineClassLoader()), settings));
    }

    /** A scorer from the class loader of the engines. */
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

    /** Runs on the common pool, so that threads of engines inherit no thread-local variables. */
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
            // There are engines in the cluster's lib directory.
            return system;
        }
        synchronized (PROCESS_LOCK) {
            if (System.getProperties().get(SLOT) instanceof ClassLoader opened) {
                return opened;
            }
            List<URL> jars = new ArrayList<>();
            for (Path jar : NestedJars.ofJob().unpack()) {
                jars.add(jar.toUri().toURL());
            }
            URLClassLoader loader =
                    new URLClassLoader("midstream-engines", jars.toArray(new URL[0]), system);
            System.getProperties().put(SLOT, loader);
            return loader;
        }
    }
}
