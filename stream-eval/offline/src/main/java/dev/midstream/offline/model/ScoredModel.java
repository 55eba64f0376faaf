package dev.midstream.offline.model;

import dev.midstream.engine.Batching;
import dev.midstream.engine.Engines;
import dev.midstream.engine.Scorer;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model directory with the points that are evaluated, and the engine that scores them. One thread
 * at a time.
 */
public final class ScoredModel implements AutoCloseable {
    private final Scorer scorer;
    private final int points;
    private final int classes;

    private ScoredModel(Scorer scorer, int points, int classes) {
        this.scorer = scorer;
        this.points = points;
        this.classes = classes;
    }

    /**
     * Opens the model with the engine for it.
     *
     * @throws InvalidModelException if no engine can use it
     */
    public static ScoredModel open(EvaluatedModel model, int threads) throws InvalidModelException {
        return new ScoredModel(
                Engines.installed()
                        .open(model.directory(), model.points(), Batching.withThreads(threads)),
                model.points().size(),
                model.classes());
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
        for (int row = 0; row < points; row++) {
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
