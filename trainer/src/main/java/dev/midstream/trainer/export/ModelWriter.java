package dev.midstream.trainer.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.export.frozen.PointWeights;
import dev.midstream.trainer.subspace.Endpoints;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes trained subspaces as model directories. */
public final class ModelWriter {
    private static final String HISTORY = "training.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ModelWriter() {}

    /**
     * Writes a model directory.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(ModelTarget target, TrainedModel model) throws IOException {
        target.write(directory -> fill(directory, model));
    }

    private static void fill(Path directory, TrainedModel model) throws IOException {
        try (OutputStream stream = open(directory, ModelDirectory.SAVED_MODEL)) {
            FrozenModel.of(
                            model.plan().network(),
                            model.input(),
                            model.plan().normalisation(),
                            points(model))
                    .writeTo(stream);
        }
        try (OutputStream stream = open(directory, ModelDirectory.ENDPOINTS)) {
            EndpointFile.write(stream, model.layout(), model.theta());
        }
        Map<String, Object> history = new TreeMap<>();
        history.put("options", new TreeMap<>(model.options()));
        history.put("epochs", model.history().epochs());
        history.put("heldOut", model.history().heldOut());
        Files.write(
                directory.resolve(HISTORY),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(history));
        ModelDirectory.seal(directory, manifest(model));
        // A temporary directory is private, a model is not.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static OutputStream open(Path directory, String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)));
    }

    private static List<PointWeights> points(TrainedModel model) {
        List<PointWeights> weights = new ArrayList<>();
        for (int i = 0; i < model.points().size(); i++) {
            ExportPoint point = model.points().get(i);
            weights.add(
                    new PointWeights(
                            point.id(),
                            Endpoints.mix(model.theta(), point.weights()),
                            model.statistics().get(i)));
        }
        return weights;
    }

    private static ModelManifest manifest(TrainedModel model) {
        List<ModelPoint> points = new ArrayList<>();
        for (ExportPoint point : model.points()) {
            points.add(new ModelPoint(point.id(), point.role(), point.mixing(), point.id()));
        }
        return ModelManifest.newBuilder()
                .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                .setModelId(model.modelId())
                .setSubspace(model.plan().kind())
                .setNetwork(model.plan().network().name())
                .setDataset(model.dataset())
                .setClasses(model.classes())
                .setInputHeight(model.input().height())
                .setInputWidth(model.input().width())
                .setInputChannels(model.input().channels())
                .setInputName(FrozenModel.INPUT)
                .setOutputName(FrozenModel.OUTPUT)
                .setAllPointsSignature(FrozenModel.ALL_POINTS_SIGNATURE)
                .setPoints(points)
                .setTraining(model.options())
                .setSeed(model.plan().seed())
                .setVersions(model.versions())
                .setFiles(List.of())
                .build();
    }
}
