package dev.midstream.trainer.adopt;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.BatchScorer;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.onnx.OnnxEngine;
import dev.midstream.engine.onnx.Optimization;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Measures which optimisation level of ONNX Runtime runs a model faster on this machine. Some
 * models take several times as long at one level as at the other.
 */
final class FasterOptimization {
    private static final int RUNS = 5;
    private static final int SLOW_RUNS = 1;
    private static final double CLEARLY = 0.9;

    private FasterOptimization() {}

    /**
     * Runs the model at both levels and returns the level that {@link #of(ToLongFunction)} chooses.
     *
     * @throws InvalidModelException if the model cannot be run
     */
    static Optimization of(Path file, NetworkFormat format, Batching batching)
            throws InvalidModelException {
        byte[] batch = new byte[batching.batchSize() * format.input().imageBytes()];
        Map<Optimization, BatchScorer> scorers = new EnumMap<>(Optimization.class);
        try {
            for (Optimization level : Optimization.values()) {
                scorers.put(level, OnnxEngine.open(file, format, level, batching));
            }
            return of(
                    level -> {
                        long start = System.nanoTime();
                        Objects.requireNonNull(scorers.get(level))
                                .score(batch, batching.batchSize());
                        return System.nanoTime() - start;
                    });
        } finally {
            scorers.values().forEach(BatchScorer::close);
        }
    }

    /**
     * Returns {@link Optimization#EXTENDED} if it is faster by more than a tenth in all of five
     * runs but one, each compared with the run of {@link Optimization#ALL} before it; otherwise the
     * latter. Levels round differently, so one that is about as fast must not win by chance: what
     * else the machine does slows down neighbouring runs alike, and a pause spoils one of them
     * only.
     *
     * @param nanos runs the model at a level, and returns how long it took
     */
    static Optimization of(ToLongFunction<Optimization> nanos) {
        int faster = 0;
        for (int run = 0; run < RUNS; run++) {
            long all = nanos.applyAsLong(Optimization.ALL);
            if (nanos.applyAsLong(Optimization.EXTENDED) < CLEARLY * all) {
                faster++;
            }
        }
        return faster >= RUNS - SLOW_RUNS ? Optimization.EXTENDED : Optimization.ALL;
    }
}
