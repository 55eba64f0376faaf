package dev.midstream.offline.model;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.engine.tensorflow.InvalidSavedModelException;
import dev.midstream.engine.tensorflow.PixelScaling;
import dev.midstream.engine.tensorflow.PointScorer;
import dev.midstream.engine.tensorflow.ScorerConfiguration;
import dev.midstream.schemas.model.PointSignatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model directory with the points that are evaluated, and the engine that scores them. One thread
 * at a time.
 */
public final class ScoredModel implements AutoCloseable {
    private final PointSignatures signatures;
    private final PointScorer scorer;
    private final int classes;

    private ScoredModel(PointSignatures signatures, PointScorer scorer, int classes) {
        this.signatures = signatures;
        this.scorer = scorer;
        this.classes = classes;
    }

    /**
     * Opens the model.
     *
     * @throws InvalidSavedModelException if its SavedModel cannot be used
     */
    public static ScoredModel open(EvaluatedModel model, int threads)
            throws InvalidSavedModelException {
        ModelManifest manifest = model.manifest();
        PointSignatures signatures = PointSignatures.of(manifest, model.points());
        ScorerConfiguration configuration =
                new ScorerConfiguration(
                                signatures.names().get(0),
                                manifest.getInputName(),
                                manifest.getOutputName(),
                                manifest.getInputHeight(),
                                manifest.getInputWidth(),
                                manifest.getInputChannels(),
                                ScorerConfiguration.DEFAULT_BATCH_SIZE,
                                threads)
                        .withFormat(scaling(manifest), output(manifest));
        return new ScoredModel(
                signatures,
                PointScorer.open(model.directory().path(), signatures.names(), configuration),
                manifest.getClasses().size());
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

    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}
     * @return logits {@code [images, classes]} of every selected point
     */
    public List<float[]> score(byte[] pixels, int images) {
        int length = images * classes;
        float[] all = scorer.score(pixels, images);
        List<float[]> logits = new ArrayList<>();
        for (int row : signatures.rows()) {
            float[] point = new float[length];
            System.arraycopy(all, row * length, point, 0, length);
            logits.add(point);
        }
        return logits;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
