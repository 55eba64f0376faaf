package dev.midstream.trainer.evaluate;

import dev.midstream.metrics.Outcome;
import java.util.List;

/**
 * What every point answered for the images of a chunk, judged by the observed label and, with label
 * noise, by the true one.
 *
 * @param chunk the images
 * @param observed outcomes {@code [point][image]}
 * @param byTrueLabel outcomes {@code [point][image]}; empty without label noise
 */
record ChunkOutcomes(Chunk chunk, List<List<Outcome>> observed, List<List<Outcome>> byTrueLabel) {}
