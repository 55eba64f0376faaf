package dev.midstream.trainer.adopt;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.BatchScorer;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.onnx.OnnxEngine;
import dev.midstream.engine.onnx.Optimization;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        List<Timed> candidates = new ArrayList<>();
        try {
            for (Optimization level : List.of(Optimization.ALL, Optimization.EXTENDED)) {
                BatchScorer scorer = OnnxEngine.open(file, format, level, batching);
                candidates.add(new Timed(scorer, new long[RUNS]));
            }
            for (int run = 0; run < RUNS; run++) {
                for (Timed candidate : candidates) {
                    long start = System.nanoTime();
                    candidate.scorer.score(batch, batching.batchSize());
                    candidate.nanos[run] = System.nanoTime() - start;
                }
            }
        } finally {
            candidates.forEach(candidate -> candidate.scorer.close());
        }
        double all = median(candidates.get(0).nanos);
        return median(candidates.get(1).nanos) < 0.9 * all
                ? Optimization.EXTENDED
                : Optimization.ALL;
    }

    /** A scorer and the times of its runs. */
    @SuppressWarnings("ArrayRecordComponent") // Filled in place.
    private record Timed(BatchScorer scorer, long[] nanos) {}

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
