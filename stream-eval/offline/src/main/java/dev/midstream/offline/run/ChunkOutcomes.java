package dev.midstream.offline.run;

import dev.midstream.evaluation.judging.PanelSums;
import dev.midstream.metrics.ClasswiseCalibration;
import dev.midstream.metrics.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What every column of one model answered for the images of a chunk.
 *
 * @param chunk the images
 * @param answered the images that the model has answered, by their positions in the chunk
 * @param outcomes by the observed label, {@code [column][answered image]}
 * @param observed sums by the observed label
 * @param byTrueLabel sums by the true label; empty without label noise
 * @param classwise calibration of all classes by the observed label, {@code [column]}
 */
public record ChunkOutcomes(
        Chunk chunk,
        List<Integer> answered,
        List<List<Outcome>> outcomes,
        PanelSums observed,
        Optional<PanelSums> byTrueLabel,
        List<ClasswiseCalibration> classwise) {}
