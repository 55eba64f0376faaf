package dev.midstream.engine.tensorflow;

import dev.midstream.engine.Batching;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.batch.BatchScorer;
import dev.midstream.engine.batch.BatchedNetwork;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.NetworkKey;
import dev.midstream.engine.batch.SharedNetworks;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Path;

/**
 * One signature of a SavedModel, applied to image batches as {@link BatchScorer} does it.
 *
 * <p>Not safe for use by several threads: open one each.
 */
public final class SavedModelScorer implements Scorer {
    private final BatchScorer scorer;

    private SavedModelScorer(BatchScorer scorer) {
        this.scorer = scorer;
    }

    /**
     * Opens a SavedModel and runs it once.
     *
     * @throws EngineStartException if TensorFlow cannot run here
     * @throws InvalidModelException if there is no such model, or the signature is missing or does
     *     not have the format
     */
    public static SavedModelScorer open(
            Path directory, String signature, NetworkFormat format, Batching batching)
            throws InvalidModelException {
        BatchedNetwork network = SavedModelNetwork.open(directory, signature, format, batching);
        boolean opened = false;
        try {
            SavedModelScorer scorer =
                    new SavedModelScorer(
                            BatchScorer.of(
                                    network,
                                    format.input().imageBytes(),
                                    format.output().type(),
                                    batching.batchSize()));
            opened = true;
            return scorer;
        } finally {
            if (!opened) {
                network.close();
            }
        }
    }

    /**
     * Opens a signature of a model with verified checksums. All scorers of it share one session.
     *
     * @throws EngineStartException if TensorFlow cannot run here
     * @throws InvalidModelException if the signature is missing or does not have the format
     */
    static SavedModelScorer shared(
            ModelDirectory model, String signature, NetworkFormat format, Batching batching)
            throws InvalidModelException {
        TensorFlowRuntime.start(batching.threads());
        return new SavedModelScorer(
                SharedNetworks.ofProcess()
                        .scorer(
                                NetworkKey.of(
                                        model,
                                        TensorFlowRuntime.description(),
                                        signature,
                                        batching),
                                format,
                                batching,
                                () ->
                                        SavedModelNetwork.open(
                                                model.path(), signature, format, batching)));
    }

    /** Returns how many points the signature scores at once. */
    public int points() {
        return scorer.points();
    }

    /** Returns the number of classes. */
    public int classes() {
        return scorer.classes();
    }

    @Override
    public float[] score(byte[] pixels, int images) {
        return scorer.score(pixels, images);
    }

    @Override
    public void close() {
        scorer.close();
    }
}
