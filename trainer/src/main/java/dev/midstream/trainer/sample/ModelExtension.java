package dev.midstream.trainer.sample;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.ModelTarget;
import dev.midstream.trainer.export.frozen.FrozenModel;
import dev.midstream.trainer.export.frozen.FrozenModels;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.SavedModel;

/** Writes a model directory with further points; the others stay what they are. */
final class ModelExtension {
    private ModelExtension() {}

    /**
     * Replaces a model directory, all at once, by one that has more points.
     *
     * @param points to add, with ids that the model does not have
     * @param frozen a SavedModel of these points
     * @throws IOException if it cannot be written; the model is as it was then
     */
    static void write(ModelDirectory model, List<ExportPoint> points, SavedModel frozen)
            throws IOException {
        List<ModelPoint> all = new ArrayList<>(model.manifest().getPoints());
        points.forEach(point -> all.add(point.listed()));
        ModelManifest manifest = ModelManifest.newBuilder(model.manifest()).setPoints(all).build();
        new ModelTarget(model.path(), ModelTarget.Existing.REPLACE)
                .write(directory -> fill(directory, model, manifest, frozen));
    }

    private static void fill(
            Path directory, ModelDirectory model, ModelManifest manifest, SavedModel frozen)
            throws IOException {
        for (var file : model.manifest().getFiles()) {
            Path copy = directory.resolve(file.getPath());
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(model.path().resolve(file.getPath()), copy);
        }
        Path saved = directory.resolve(ModelDirectory.SAVED_MODEL);
        SavedModel old;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(saved))) {
            old = SavedModel.parseFrom(stream);
        }
        List<String> ids = manifest.getPoints().stream().map(ModelPoint::getPointId).toList();
        FrozenModel.write(FrozenModels.join(old, frozen, ids), saved);
        ModelDirectory.seal(directory, manifest);
    }
}
