package dev.midstream.engine.tensorflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores images by one signature of a SavedModel after the other: a model that has none for all of
 * its points is scored point by point.
 *
 * <p>Not safe for use by several threads: open one each.
 */
public final class PointScorer implements AutoCloseable {
    private final List<SavedModelScorer> scorers;
    private final int points;

    private PointScorer(List<SavedModelScorer> scorers) {
        this.scorers = scorers;
        this.points = scorers.stream().mapToInt(SavedModelScorer::points).sum();
    }

    /**
     * Opens a SavedModel, and runs each signature once.
     *
     * @param signatures at least one, all with the configuration's input and output
     * @throws EngineStartException if TensorFlow cannot run here
     * @throws InvalidSavedModelException if there is no such model, or a signature is not as
     *     configured, or they answer with different numbers of classes
     */
    public static PointScorer open(
            Path directory, List<String> signatures, ScorerConfiguration configuration)
            throws InvalidSavedModelException {
        List<SavedModelScorer> scorers = new ArrayList<>();
        boolean opened = false;
        try {
            for (String signature : signatures) {
                SavedModelScorer scorer =
                        SavedModelScorer.open(directory, configuration.withSignature(signature));
                scorers.add(scorer);
                if (scorer.classes() != scorers.get(0).classes()) {
                    throw new InvalidSavedModelException(
                            directory,
                            "signature %s answers with %d classes and %s with %d"
                                    .formatted(
                                            signatures.get(0),
                                            scorers.get(0).classes(),
                                            signature,
                                            scorer.classes()));
                }
            }
            opened = true;
            return new PointScorer(scorers);
        } finally {
            if (!opened) {
                scorers.forEach(SavedModelScorer::close);
            }
        }
    }

    /**
     * Scores images.
     *
     * @param pixels {@code [images, height, width, channel]}; more may follow
     * @param images how many of them to score; any number, 0 included
     * @return logits {@code [points, images, classes]}, in the order of the signatures
     */
    public float[] score(byte[] pixels, int images) {
        if (scorers.size() == 1) {
            return scorers.get(0).score(pixels, images);
        }
        float[] all = new float[points * images * scorers.get(0).classes()];
        int next = 0;
        for (SavedModelScorer scorer : scorers) {
            float[] logits = scorer.score(pixels, images);
            System.arraycopy(logits, 0, all, next, logits.length);
            next += logits.length;
        }
        return all;
    }

    @Override
    public void close() {
        scorers.forEach(SavedModelScorer::close);
    }
}
