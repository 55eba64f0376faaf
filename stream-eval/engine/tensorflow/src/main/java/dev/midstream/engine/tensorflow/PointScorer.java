package dev.midstream.engine.tensorflow;

import dev.midstream.engine.Batching;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSignatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A scorer of selected points of a SavedModel. Without a signature for all points, it calls the
 * signature of each point.
 */
final class PointScorer implements Scorer {
    private final List<SavedModelScorer> scorers;
    private final int[] rows;
    private final int points;
    private final int classes;

    private PointScorer(List<SavedModelScorer> scorers, List<Integer> rows) {
        this.scorers = scorers;
        this.rows = rows.stream().mapToInt(Integer::intValue).toArray();
        this.points = points(scorers);
        this.classes = scorers.get(0).classes();
    }

    /**
     * Opens a SavedModel with verified checksums and runs each signature once.
     *
     * @throws EngineStartException if TensorFlow cannot run on this machine
     * @throws InvalidModelException if there is no such model, a signature does not have the
     *     format, or the signatures do not have the same number of classes or points
     */
    static PointScorer open(ModelDirectory model, PointSignatures signatures, Batching batching)
            throws InvalidModelException {
        NetworkFormat format = NetworkFormat.of(model.manifest());
        List<SavedModelScorer> scorers = new ArrayList<>();
        boolean opened = false;
        try {
            for (String signature : signatures.names()) {
                scorers.add(SavedModelScorer.shared(model, signature, format, batching));
            }
            check(model.path(), signatures, scorers);
            opened = true;
            return new PointScorer(scorers, signatures.rows());
        } finally {
            if (!opened) {
                scorers.forEach(SavedModelScorer::close);
            }
        }
    }

    private static void check(
            Path directory, PointSignatures signatures, List<SavedModelScorer> scorers)
            throws InvalidSavedModelException {
        for (int i = 1; i < scorers.size(); i++) {
            if (scorers.get(i).classes() != scorers.get(0).classes()) {
                throw new InvalidSavedModelException(
                        directory,
                        "signature %s returns %d classes and %s returns %d"
                                .formatted(
                                        signatures.names().get(0),
                                        scorers.get(0).classes(),
                                        signatures.names().get(i),
                                        scorers.get(i).classes()));
            }
        }
        if (points(scorers) != signatures.points()) {
            throw new InvalidSavedModelException(
                    directory,
                    "it returns %d points, but its manifest lists %d"
                            .formatted(points(scorers), signatures.points()));
        }
    }

    private static int points(List<SavedModelScorer> scorers) {
        return scorers.stream().mapToInt(SavedModelScorer::points).sum();
    }

    @Override
    public float[] score(byte[] pixels, int images) {
        float[] answered = answers(pixels, images);
        if (rows.length == points) {
            // All points, in the order of the manifest.
            return answered;
        }
        int length = images * classes;
        float[] selected = new float[rows.length * length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(answered, rows[i] * length, selected, i * length, length);
        }
        return selected;
    }

    /** The logits of all points that the signatures score. */
    private float[] answers(byte[] pixels, int images) {
        if (scorers.size() == 1) {
            return scorers.get(0).score(pixels, images);
        }
        float[] all = new float[points * images * classes];
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
