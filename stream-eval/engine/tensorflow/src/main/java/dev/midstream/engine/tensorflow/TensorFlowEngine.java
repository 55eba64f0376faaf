package dev.midstream.engine.tensorflow;

import dev.midstream.engine.Batching;
import dev.midstream.engine.ModelFormat;
import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringEngine;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import dev.midstream.schemas.model.PointSignatures;
import java.util.List;
import java.util.Optional;

/** Scores SavedModels with TensorFlow. */
public final class TensorFlowEngine implements ScoringEngine {
    @Override
    public String name() {
        return TensorFlowRuntime.ENGINE;
    }

    @Override
    public List<ModelFormat> formats() {
        return List.of(ModelFormat.SAVED_MODEL);
    }

    @Override
    public Optional<String> obstacle(ScoringPrecision precision, Processor processor) {
        if (processor == Processor.CPU) {
            return precision.obstacle();
        }
        EnvironmentDefaults.setExactOnGpu();
        return GpuCheck.obstacle()
                .map(
                        obstacle ->
                                "no GPU can be used, %s. To use one, %s; or else use --device cpu"
                                        .formatted(obstacle.cause(), obstacle.remedy()));
    }

    @Override
    public Scorer open(ModelDirectory model, PointSelection points, Batching batching)
            throws InvalidModelException {
        return PointScorer.open(model, PointSignatures.of(model.manifest(), points), batching);
    }
}
