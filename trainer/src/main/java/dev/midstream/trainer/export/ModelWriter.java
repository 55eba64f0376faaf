package dev.midstream.trainer.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.ModelManifest;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.export.frozen.FrozenModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.SavedModel;

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
        SavedModel saved =
                FrozenModel.of(
                        model.plan().network(),
                        model.description().input(),
                        model.plan().normalisation(),
                        model.parameters());
        FrozenModel.write(saved, directory.resolve(ModelDirectory.SAVED_MODEL));
        try (OutputStream stream =
                new BufferedOutputStream(
                        Files.newOutputStream(directory.resolve(ModelDirectory.ENDPOINTS)))) {
            EndpointFile.write(stream, model.layout(), model.trained().theta());
        }
        Map<String, Object> history = new TreeMap<>();
        history.put("options", new TreeMap<>(model.run().options()));
        history.put("epochs", model.trained().history().epochs());
        history.put("heldOut", model.trained().history().heldOut());
        Files.write(
                directory.resolve(HISTORY),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(history));
        ModelDirectory.seal(directory, manifest(model));
    }

    private static ModelManifest manifest(TrainedModel model) {
        return ModelManifest.newBuilder()
                .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                .setModelId(model.description().modelId())
                .setSubspace(model.plan().recipe().subspace().kind())
                .setNetwork(model.plan().network().name())
                .setDataset(model.description().dataset())
                .setClasses(model.description().classes())
                .setInputHeight(model.description().input().height())
                .setInputWidth(model.description().input().width())
                .setInputChannels(model.description().input().channels())
                .setInputName(FrozenModel.INPUT)
                .setOutputName(FrozenModel.OUTPUT)
                .setAllPointsSignature(FrozenModel.ALL_POINTS_SIGNATURE)
                .setPoints(model.points().stream().map(ExportPoint::listed).toList())
                .setTraining(model.run().options())
                .setSeed(model.plan().seed())
                .setVersions(model.run().versions())
                .setFiles(List.of())
                .build();
    }
}
