package dev.midstream.offline.run;

import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.Outcome;
import java.util.List;

/**
 * What every column of one model answered for the images of a chunk, judged by the observed label
 * and, with label noise, by the true one.
 *
 * @param chunk the images
 * @param observed outcomes {@code [column][image]}
 * @param byTrueLabel outcomes {@code [column][image]}; empty without label noise
 * @param classwise calibration of all classes by the observed label, {@code [column]}
 */
public record ChunkOutcomes(
        Chunk chunk,
        List<List<Outcome>> observed,
        List<List<Outcome>> byTrueLabel,
        List<ClasswiseCalibration> classwise) {}
