package dev.midstream.engine.onnx;

import dev.midstream.engine.Batching;
import dev.midstream.engine.ModelFormat;
import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringEngine;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.engine.batch.BatchScorer;
import dev.midstream.engine.batch.BatchedNetwork;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.NetworkKey;
import dev.midstream.engine.batch.SharedNetworks;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Scores ONNX models with ONNX Runtime. */
public final class OnnxEngine implements ScoringEngine {
    /** The model's file in a model directory. */
    public static final String FILE = "model.onnx";

    private static final ModelFormat ONNX = new ModelFormat("ONNX", FILE);

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public List<ModelFormat> formats() {
        return List.of(ONNX);
    }

    @Override
    public Optional<String> obstacle(ScoringPrecision precision, Processor processor) {
        if (processor == Processor.GPU && !OnnxRuntimeStart.hasCuda()) {
            return Optional.of(
                    "this ONNX Runtime computes on the CPU only. Use --device cpu, or start Java with -D%s=DIR, a directory with the libraries of ONNX Runtime for CUDA"
                            .formatted(OnnxRuntimeStart.LIBRARY_PATH));
        }
        return precision == ScoringPrecision.FLOAT32
                ? Optional.empty()
                : Optional.of("ONNX models are computed in float32. Use --precision float32");
    }

    @Override
    public Scorer open(ModelDirectory model, PointSelection points, Batching batching)
            throws InvalidModelException {
        if (model.manifest().getPoints().size() != 1) {
            throw new InvalidModelException(
                    "Cannot use model %s: an ONNX model has one point, but its manifest lists %d."
                            .formatted(model.path(), model.manifest().getPoints().size()));
        }
        NetworkFormat format = NetworkFormat.of(model.manifest());
        Optimization optimization = Optimization.of(model.manifest());
        return SharedNetworks.ofProcess()
                .scorer(
                        NetworkKey.of(
                                model,
                                "ONNX Runtime " + OnnxRuntimeStart.version(),
                                FILE,
                                batching),
                        format,
                        batching,
                        () ->
                                OnnxNetwork.open(
                                        model.path().resolve(FILE),
                                        format,
                                        optimization,
                                        batching));
    }

    /**
     * Opens a model file, and runs it.
     *
     * @throws InvalidModelException if it cannot be run, or does not have the format
     */
    public static BatchScorer open(
            Path file, NetworkFormat format, Optimization optimization, Batching batching)
            throws InvalidModelException {
        BatchedNetwork network = OnnxNetwork.open(file, format, optimization, batching);
        boolean opened = false;
        try {
            BatchScorer scorer =
                    BatchScorer.of(
                            network,
                            format.input().imageBytes(),
                            format.output().type(),
                            batching.batchSize());
            opened = true;
            return scorer;
        } finally {
            if (!opened) {
                network.close();
            }
        }
    }
}
