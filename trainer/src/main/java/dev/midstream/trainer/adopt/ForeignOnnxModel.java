package dev.midstream.trainer.adopt;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.BatchScorer;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.engine.onnx.OnnxEngine;
import dev.midstream.engine.onnx.OnnxFile;
import dev.midstream.engine.onnx.OnnxRuntimeStart;
import dev.midstream.engine.onnx.Optimization;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX file and the files of its weights, if it has any.
 *
 * @param contents content of the file beside its signature
 */
record ForeignOnnxModel(Path file, OnnxFile contents, NetworkSignature signature)
        implements ForeignNetwork {
    @Override
    public String title() {
        return "ONNX model, opset " + contents.opsets().get("");
    }

    @Override
    public String pointSignature() {
        return "";
    }

    @Override
    public NoiseAnswers answer(NetworkFormat format, byte[] pixels, int images, Batching batching)
            throws InvalidModelException {
        try (BatchScorer scorer = OnnxEngine.open(file, format, Optimization.ALL, batching)) {
            return new NoiseAnswers(scorer.score(pixels, images), scorer.classes());
        }
    }

    @Override
    public Map<String, String> engineOptions(NetworkFormat format, Batching batching)
            throws InvalidModelException {
        Optimization faster = FasterOptimization.of(file, format, batching);
        return Map.of(Optimization.OPTION, faster.toString());
    }

    @Override
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("onnxruntime", OnnxRuntimeStart.version());
        contents.opsets()
                .forEach(
                        (domain, version) ->
                                versions.put(
                                        domain.isEmpty() ? "opset" : "opset " + domain,
                                        Long.toString(version)));
        return Map.copyOf(versions);
    }

    @Override
    public void copyTo(Path target) throws IOException {
        Files.copy(file, target.resolve(OnnxEngine.FILE));
        for (String name : contents.weightFiles()) {
            Path copy = target.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(file.toAbsolutePath().resolveSibling(name), copy);
        }
    }
}
