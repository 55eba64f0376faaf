package dev.midstream.engine.tensorflow;

import dev.midstream.engine.Batching;
import dev.midstream.engine.ModelFormat;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringEngine;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import dev.midstream.schemas.model.PointSignatures;
import java.util.List;

/** Scores SavedModels with TensorFlow. */
public final class TensorFlowEngine implements ScoringEngine {
    private static final ModelFormat SAVED_MODEL =
            new ModelFormat("SavedModel", ModelDirectory.SAVED_MODEL);

    @Override
    public String name() {
        return TensorFlowRuntime.ENGINE;
    }

    @Override
    public List<ModelFormat> formats() {
        return List.of(SAVED_MODEL);
    }

    @Override
    public Scorer open(ModelDirectory model, PointSelection points, Batching batching)
            throws InvalidModelException {
        return PointScorer.open(model, PointSignatures.of(model.manifest(), points), batching);
    }
}
