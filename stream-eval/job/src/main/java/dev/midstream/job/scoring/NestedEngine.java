package dev.midstream.job.scoring;

import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScorerGateway;
import dev.midstream.job.engine.EngineLoaders;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Opens scorers with the engines that the job's jar carries as nested jars, outside the job's class
 * loader ({@link EngineLoaders}): only types of the JDK cross the boundary.
 */
public final class NestedEngine {
    private static final String GATEWAY = "dev.midstream.engine.ScorerGateway";

    private NestedEngine() {}

    /**
     * Verifies the model directory and opens a scorer of it.
     *
     * @throws IllegalStateException if no engine or model can be opened; the message says why in
     *     one line
     */
    public static Scorer open(ScoringPlan plan) throws Exception {
        ModelLease lease = plan.lease();
        boolean opened = false;
        try {
            Scorer scorer = open(plan, lease);
            opened = true;
            return scorer;
        } finally {
            if (!opened) {
                lease.close();
            }
        }
    }

    private static Scorer open(ScoringPlan plan, ModelLease lease) throws Exception {
        Map<String, Object> settings =
                Map.of(
                        ScorerGateway.DIRECTORY,
                        lease.directory().path().toAbsolutePath().toString(),
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
        return new NestedScorer(open(gateway(EngineLoaders.ofJob()), settings), lease);
    }

    /** A scorer from the class loader of the engines. */
    private record NestedScorer(BiFunction<byte[], Integer, float[]> scorer, ModelLease lease)
            implements Scorer {
        @Override
        public float[] score(byte[] pixels, int images) {
            return scorer.apply(pixels, images);
        }

        @Override
        public void close() {
            try (lease) {
                NestedEngine.close(scorer);
            }
        }
    }

    private static void close(BiFunction<byte[], Integer, float[]> scorer) {
        try {
            ((AutoCloseable) scorer).close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close a scorer: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>> gateway(
            EngineLoaders loaders) throws ReflectiveOperationException {
        return (Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>>)
                Class.forName(GATEWAY, true, loaders.classes())
                        .getConstructor(ClassLoader.class, ClassLoader.class)
                        .newInstance(loaders.classes(), loaders.libraries());
    }

    /**
     * Runs on a thread of its own, from which threads of engines inherit no thread-local variables,
     * and which takes with it those that libraries of the engines' own classes leave behind.
     */
    private static BiFunction<byte[], Integer, float[]> open(
            Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>> gateway,
            Map<String, Object> settings)
            throws InterruptedException {
        CompletableFuture<BiFunction<byte[], Integer, float[]>> opening = new CompletableFuture<>();
        Runnable task =
                () -> {
                    try {
                        opening.complete(gateway.apply(settings));
                    } catch (RuntimeException | Error e) {
                        opening.completeExceptionally(e);
                    }
                };
        new Thread(null, task, "midstream-engine-opening", 0, false).start();
        try {
            return opening.get();
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = opening.thenAccept(NestedEngine::close);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        }
    }
}
