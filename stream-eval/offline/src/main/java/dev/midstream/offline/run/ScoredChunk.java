package dev.midstream.offline.run;

import dev.midstream.metrics.Disagreement;
import dev.midstream.offline.pair.PointPair;
import java.util.List;

/**
 * What all models answered for the images of a chunk.
 *
 * @param chunk the images
 * @param outcomes by model
 * @param disagreements of every pair of points, in the order of {@link PointPair#of}
 * @param bad the answers that cannot be judged, which nothing else counts
 */
public record ScoredChunk(
        Chunk chunk,
        List<ChunkOutcomes> outcomes,
        List<Disagreement> disagreements,
        List<BadAnswer> bad) {}
