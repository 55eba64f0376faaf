package dev.midstream.job.scoring;

import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScorerGateway;
import dev.midstream.job.engine.EngineLoaders;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens scorers with the engines that the job's jar carries as nested jars, outside the job's class
 * loader ({@link EngineLoaders}): only types of the JDK cross the boundary.
 */
public final class NestedEngine {
    private static final String SCORERS = "dev.midstream.engine.ScorerGateway";
    private static final String PROCESSORS = "dev.midstream.engine.ProcessorGateway";

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

    /**
     * Verifies model directories, and returns the best processor of this machine that all of them
     * can be computed by.
     *
     * @param locations paths or URIs of model directories
     * @throws InvalidModelException if one cannot be read, or was tampered with
     * @throws IllegalStateException if engines cannot be opened; the message says why in one line
     */
    public static Processor processor(List<String> locations) throws InvalidModelException {
        List<ModelLease> leases = new ArrayList<>();
        try {
            List<String> directories = new ArrayList<>();
            for (String location : locations) {
                ModelLease lease = ModelCopies.ofJob().open(location);
                leases.add(lease);
                directories.add(lease.directory().path().toAbsolutePath().toString());
            }
            Function<List<String>, String> gateway = gateway(EngineLoaders.ofJob(), PROCESSORS);
            return Processor.valueOf(onOwnThread(() -> gateway.apply(directories)).get());
        } catch (IOException | ReflectiveOperationException | ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e);
        } finally {
            leases.forEach(ModelLease::close);
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
        Function<Map<String, Object>, BiFunction<byte[], Integer, float[]>> gateway =
                gateway(EngineLoaders.ofJob(), SCORERS);
        return new NestedScorer(opened(onOwnThread(() -> gateway.apply(settings))), lease);
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
    private static <T, R> Function<T, R> gateway(EngineLoaders loaders, String name)
            throws ReflectiveOperationException {
        return (Function<T, R>)
                Class.forName(name, true, loaders.classes())
                        .getConstructor(ClassLoader.class, ClassLoader.class)
                        .newInstance(loaders.classes(), loaders.libraries());
    }

    /**
     * Runs on a thread of its own, from which threads of engines inherit no thread-local variables,
     * and which takes with it those that libraries of the engines' own classes leave behind.
     */
    private static <T> CompletableFuture<T> onOwnThread(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable task =
                () -> {
                    try {
                        result.complete(action.get());
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                };
        new Thread(null, task, "midstream-engine-opening", 0, false).start();
        return result;
    }

    private static BiFunction<byte[], Integer, float[]> opened(
            CompletableFuture<BiFunction<byte[], Integer, float[]>> opening)
            throws InterruptedException {
        try {
            return opening.get();
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = opening.thenAccept(NestedEngine::close);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static IllegalStateException failure(Exception e) {
        Throwable cause =
                e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new IllegalStateException(String.valueOf(cause.getMessage()), cause);
    }
}
