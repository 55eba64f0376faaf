package dev.midstream.trainer.evaluate;

import dev.midstream.ModelManifest;
import dev.midstream.engine.InvalidSavedModelException;
import dev.midstream.engine.SavedModelScorer;
import dev.midstream.engine.ScorerConfiguration;
import dev.midstream.metrics.PointLogits;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.util.ArrayList;
import java.util.List;

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
    static ScoredModel open(ModelDirectory directory, PointSelection points, int threads)
            throws InvalidSavedModelException {
        ModelManifest manifest = directory.manifest();
        ScorerConfiguration configuration =
                new ScorerConfiguration(
                        signature(manifest, points),
                        manifest.getInputName(),
                        manifest.getOutputName(),
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        ScorerConfiguration.DEFAULT_BATCH_SIZE,
                        threads);
        return new ScoredModel(
                manifest, points, SavedModelScorer.open(directory.path(), configuration));
    }

    /** That of a single point is cheaper; the stream's job chooses in the same way. */
    private static String signature(ModelManifest manifest, PointSelection points) {
        return points.size() == 1
                ? manifest.getPoints().get(points.indexes().get(0)).getSignature()
                : manifest.getAllPointsSignature();
    }

    /** The names under which {@link #score} reports: the points, then the ensemble if any. */
    static List<String> columns(PointSelection points) {
        List<String> columns = new ArrayList<>(points.ids());
        if (points.size() > 1) {
            columns.add(PointSelection.ENSEMBLE);
        }
        return List.copyOf(columns);
    }

    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}
     * @return a row of logits {@code [images, classes]} for every one of {@link #columns}
     */
    List<float[]> score(byte[] pixels, int images) {
        int length = images * manifest.getClasses().size();
        float[] all = scorer.score(pixels, images);
        if (points.size() == 1) {
            return List.of(all);
        }
        List<float[]> logits = new ArrayList<>();
        float[] selected = new float[points.size() * length];
        for (int i = 0; i < points.size(); i++) {
            float[] point = new float[length];
            System.arraycopy(all, points.indexes().get(i) * length, point, 0, length);
            System.arraycopy(point, 0, selected, i * length, length);
            logits.add(point);
        }
        logits.add(PointLogits.mean(selected, points.size(), images, manifest.getClasses().size()));
        return logits;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
