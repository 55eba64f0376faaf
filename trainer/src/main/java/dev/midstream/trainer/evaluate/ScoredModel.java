package dev.midstream.trainer.evaluate;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.engine.InvalidSavedModelException;
import dev.midstream.engine.PixelScaling;
import dev.midstream.engine.SavedModelScorer;
import dev.midstream.engine.ScorerConfiguration;
import dev.midstream.schemas.model.PointSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model directory with the points that are evaluated, and the engine that scores them. One thread
 * at a time.
 */
final class ScoredModel implements AutoCloseable {
    private final ModelManifest manifest;
    private final PointSelection points;
    private final SavedModelScorer scorer;

    private ScoredModel(ModelManifest manifest, PointSelection points, SavedModelScorer scorer) {
        this.manifest = manifest;
        this.points = points;
        this.scorer = scorer;
    }

    /**
     * Opens the model.
     *
     * @throws InvalidSavedModelException if its SavedModel cannot be used
     */
    static ScoredModel open(EvaluatedModel model, int threads) throws InvalidSavedModelException {
        ModelManifest manifest = model.manifest();
        PointSelection points = model.points();
        ScorerConfiguration configuration =
                new ScorerConfiguration(
                                signature(manifest, points),
                                manifest.getInputName(),
                                manifest.getOutputName(),
                                manifest.getInputHeight(),
                                manifest.getInputWidth(),
                                manifest.getInputChannels(),
                                ScorerConfiguration.DEFAULT_BATCH_SIZE,
                                threads)
                        .withFormat(scaling(manifest), output(manifest));
        return new ScoredModel(
                manifest, points, SavedModelScorer.open(model.directory().path(), configuration));
    }

    private static Optional<PixelScaling> scaling(ModelManifest manifest) {
        return manifest.getInputType() == InputType.UINT8
                ? Optional.empty()
                : Optional.of(
                        new PixelScaling(manifest.getInputMean(), manifest.getInputDeviation()));
    }

    private static ScorerConfiguration.Output output(ModelManifest manifest) {
        return ScorerConfiguration.Output.valueOf(manifest.getOutputType().name());
    }

    /** That of a single point is cheaper; the stream's job chooses in the same way. */
    private static String signature(ModelManifest manifest, PointSelection points) {
        return points.size() == 1
                ? manifest.getPoints().get(points.indexes().get(0)).getSignature()
                : manifest.getAllPointsSignature();
    }

    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}
     * @return logits {@code [images, classes]} of every selected point
     */
    List<float[]> score(byte[] pixels, int images) {
        int length = images * manifest.getClasses().size();
        float[] all = scorer.score(pixels, images);
        if (points.size() == 1) {
            return List.of(all);
        }
        List<float[]> logits = new ArrayList<>();
        for (int index : points.indexes()) {
            float[] point = new float[length];
            System.arraycopy(all, index * length, point, 0, length);
            logits.add(point);
        }
        return logits;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
