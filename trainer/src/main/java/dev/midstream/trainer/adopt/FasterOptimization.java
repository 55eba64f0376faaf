package dev.midstream.trainer.adopt;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.BatchScorer;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.onnx.OnnxEngine;
import dev.midstream.engine.onnx.Optimization;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures which optimisation level of ONNX Runtime runs a model faster on this machine. Some
 * models take several times as long at one level as at the other.
 */
final class FasterOptimization {
    private static final int RUNS = 5;

    private FasterOptimization() {}

    /**
     * Runs the model at both levels in turn and returns the level with the lower median time;
     * {@link Optimization#ALL} if they are within a tenth of each other.
     *
     * @throws InvalidModelException if the model cannot be run
     */
    static Optimization of(Path file, NetworkFormat format, Batching batching)
            throws InvalidModelException {
        byte[] batch = new byte[batching.batchSize() * format.input().imageBytes()];
        Map<Optimization, BatchScorer> scorers = new EnumMap<>(Optimization.class);
        Map<Optimization, long[]> nanos = new EnumMap<>(Optimization.class);
        try {
            for (Optimization optimization : Optimization.values()) {
                scorers.put(optimization, OnnxEngine.open(file, format, optimization, batching));
                nanos.put(optimization, new long[RUNS]);
            }
            for (int run = 0; run < RUNS; run++) {
                for (Optimization optimization : Optimization.values()) {
                    long start = System.nanoTime();
                    scorers.get(optimization).score(batch, batching.batchSize());
                    nanos.get(optimization)[run] = System.nanoTime() - start;
                }
            }
        } finally {
            scorers.values().forEach(BatchScorer::close);
        }
        double all = median(nanos.get(Optimization.ALL));
        return median(nanos.get(Optimization.EXTENDED)) < 0.9 * all
                ? Optimization.EXTENDED
                : Optimization.ALL;
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
